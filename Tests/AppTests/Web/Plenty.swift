import Casework
import Civics
import Contracts
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import Directory
@testable import Identity
@testable import Mandates
@testable import Notifications
@testable import Rights
@testable import ServiceRequests

/// Many rows of every kind around the case, the mandate and the people that a walk looks at.
struct Plenty {
  let city: TestCity
  let walk: Walk

  static let many = 40

  init(_ walk: Walk) {
    self.walk = walk
    city = walk.city
  }

  func settle() async throws {
    try await city.seedCases()
    for number in 0..<200 {
      let filed = try await city.file(as: TestCity.resident)
      if number < Self.many { try await city.dispatch(filed.service_request_id, to: "power") }
    }
    try await words()
    try await merged()
    try await staff()
    try await mandates()
    try await rights()
    try await registers()
    try await city.deliver()
    try await messages()
  }

  private func person(_ name: String) throws -> Identifier<Person> {
    try #require(city.places[0].people[name])
  }

  private func capability<T: Capability>(_ type: T.Type) throws -> T {
    try #require(city.open.city.capabilities.compactMap { $0 as? T }.first)
  }

  /// A long history with many hands in it.
  private func words() async throws {
    let actions = city.open.city.requests.actions
    let id = Identifier<Case>(rawValue: walk.filed.service_request_id)
    for number in 0..<Self.many {
      let viewer = try await city.viewer(number.isMultiple(of: 2) ? "power" : "dispatcher")
      _ = try await actions.move(
        id, .addWords("第 \(number) 句话，说给同事听", audience: .staff), expecting: nil, by: viewer,
        key: nil)
    }
    for resident in DemoStaff.residents.dropFirst() {
      _ = try await actions.move(
        id, .support, expecting: nil, by: try await city.viewer(String(resident.phone.suffix(4))),
        key: nil)
    }
  }

  /// Others that went into the case.
  private func merged() async throws {
    let target = Identifier<Case>(rawValue: walk.filed.service_request_id)
    let dispatcher = try await city.viewer("dispatcher")
    for _ in 0..<5 {
      let filed = try await city.file(as: TestCity.neighbour)
      _ = try await city.open.city.requests.actions.move(
        Identifier<Case>(rawValue: filed.service_request_id), .merge(into: target),
        expecting: nil, by: dispatcher, key: nil)
    }
  }

  private func staff() async throws {
    let accounts = city.open.city.accounts
    let (worker, resident) = (try person("traffic"), try person(TestCity.resident))
    let cost = try #require(PasswordHash.Cost(n: 2, r: 1, p: 1))
    let hash = try PasswordHash.make(
      "Wutong-Lu-31", cost: cost, salt: [UInt8](repeating: 7, count: 16))
    for number in 10..<(10 + Self.many) {
      _ = try await accounts.addStaff(
        login: "extra\(number)", name: "网格员", post: Post("网格员"), hash: hash, role: "grid_worker",
        scope: .area("990101001002011"))
      try await accounts.grant(
        "community_worker", to: worker, in: .area("9901010010020\(number)"))
    }
    try await city.database.write { tx in
      for person in [worker, resident] {
        for _ in 0..<Self.many {
          _ = try Sessions.open(for: person, hours: 12, strong: false, in: tx)
        }
      }
    }
  }

  private func mandates() async throws {
    var actions = try capability(MandatesCapability.self).actions
    actions.terms.asksADay = 1000
    let day = LocalDate(year: 2026, month: 12, day: 31)
    func ask(_ phone: String, by name: String) async throws {
      _ = try await actions.ask(
        MandateAsk(
          side: .delegate, phone: phone, relation: .child, scopes: [.viewReport], untilOn: day),
        by: Viewer(person: try person(name)), key: nil)
    }
    for number in 10..<(10 + Self.many) {
      try await ask("139000000\(number)", by: TestCity.resident)
    }
    for resident in DemoStaff.residents.dropFirst(2) {
      let name = String(resident.phone.suffix(4))
      try await city.checkRealName(of: name)
      try await ask("13800003187", by: name)
    }
    let mandate = Identifier<Mandate>(rawValue: walk.mandate)
    let people = city.places[0].people.values.sorted { $0.rawValue < $1.rawValue }
    try await city.database.write { tx in
      for actor in people.prefix(Self.many) {
        try MandateStore.add(
          MandateEntry(at: tx.now, actor: actor, role: .window, move: .used, detail: "report"),
          to: mandate, in: tx)
      }
    }
  }

  private func rights() async throws {
    let actions = city.open.city.rights.actions
    for _ in 0..<Self.many {
      _ = try await actions.ask(
        .copy, words: "", by: Viewer(person: try person(TestCity.resident)), key: nil)
    }
    for resident in DemoStaff.residents {
      _ = try await actions.ask(
        .deletion, words: "", by: Viewer(person: try person(String(resident.phone.suffix(4)))),
        key: nil)
    }
  }

  /// A line with a long history, and a file of many rows where the walk has staged an empty one.
  private func registers() async throws {
    let actions = try capability(DirectoryCapability.self).registers
    let admin = Viewer(person: try person("admin"))
    for number in 10..<(10 + Self.many) {
      let entry = try await actions.open(.units, "power").entry
      var typed = RegisterActions.typed(entry)
      typed["phone"] = "0999-61000\(number)"
      _ = try await actions.save(
        .units, typed, expecting: entry.version, by: admin, key: nil)
    }
    let lines = (10..<(10 + Self.many)).map { number in
      #"{"line":\#(number),"values":{"unit":"extra\#(number)","name":"单位 \#(number)","#
        + #""kind":"enterprise","phone":"0999-61000\#(number)"}}"#
    }
    let content = #"{"register":"units","lines":[\#(lines.joined(separator: ","))]}"#
    let staged = walk.staged
    try await city.database.write { tx in
      try tx.run("UPDATE directory_imports SET content = \(content) WHERE id = \(staged)")
    }
  }

  /// Editions of words and ways, browsers, and deliveries that came to nothing.
  private func messages() async throws {
    let notifications = try capability(NotificationsCapability.self)
    let (admin, resident) = (Viewer(person: try person("admin")), try person(TestCity.resident))
    let first = CityTime.date(of: city.clock.now)
    for number in 1...Self.many {
      let day = first.adding(days: number).description
      try await notifications.templateActions.put(
        .init(chinese: "您的事 {number} 有结果了", english: "A result for {number}", validOn: day),
        of: .reported, by: admin, key: nil)
      try await notifications.chainActions.activate(
        .init(rows: [ChainRule.Row(channel: "sms")], validOn: day),
        .init(kind: .limits, level: .normal), by: admin, key: nil)
    }
    let key = try #require(P256Key(secret: SHA256.hash("phone")))
    for number in 1...PushActions.most {
      try await notifications.pushActions.add(
        PushSubscription(
          endpoint: "https://push.example/\(number)", p256dh: Base64URL.encode(key.publicKey),
          auth: Base64URL.encode([UInt8](repeating: 1, count: 16))), .chinese, of: resident)
    }
    try await city.database.write { tx in
      try tx.run("UPDATE message_deliveries SET state = 'failed', failed_reason = 'refused'")
    }
  }
}
