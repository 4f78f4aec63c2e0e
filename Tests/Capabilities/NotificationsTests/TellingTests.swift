import Contracts
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Notifications

struct TellingTests {
  @Test(arguments: Backend.all)
  func `reporter and supporters hear of a dispatch, and the unit of its work`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)

    try await town.tell(Neighbourhood.moved("dispatch", from: "filed", to: "dispatched"))

    let number = "LL-0302-0417"
    for person in [Neighbourhood.reporter, Neighbourhood.supporter] {
      #expect(
        try await town.texts(to: person, in: .english) == [
          "Your report \(number) is now with 供电所"
        ])
    }
    #expect(
      try await town.texts(to: Neighbourhood.handler, in: .english) == [
        "A new matter for you (\(number)), due 2/3 18:00"
      ])
    #expect(try await town.deliveries() == [])
  }

  @Test(arguments: Backend.all)
  func `the same event twice is told once`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)

    try await town.tell(Neighbourhood.reported)
    try await town.tell(Neighbourhood.reported)
    try await town.runJobs()

    #expect(try await town.texts(to: Neighbourhood.reporter).count == 1)
    #expect(town.sms.sent.count == 1)
  }

  @Test(arguments: Backend.all)
  func `a second rework is told again`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)

    for version in [7, 11] {
      try await town.tell(
        Neighbourhood.moved("rework", from: "verifying", to: "reopened", version: version))
    }

    #expect(try await town.texts(to: Neighbourhood.reporter).count == 2)
  }

  @Test(arguments: Backend.all)
  func `imported requests and own deeds tell nobody`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)
    let old = try await Neighbourhood(backend, imported: true)

    try await town.tell(
      Neighbourhood.moved("close", from: "verifying", to: "closed", imported: true))
    try await town.tell(
      Neighbourhood.moved("withdraw", from: "submitted", to: "withdrawn", role: "reporter"))
    for (request, place) in [("case-2", town), ("case-1", old)] {
      try await place.tell(
        ServiceRequestEvents.LimitNear(
          request: request, duty: "handle", owner: "power", area: "990101001002011", dueAt: nil))
    }

    for place in [town, old] {
      for person in [Neighbourhood.reporter, Neighbourhood.handler] {
        #expect(try await place.texts(to: person) == [])
      }
    }
  }

  @Test(arguments: Backend.all)
  func `a limit warns its owner, and the street when it is far over`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    let due = TestClock.start.adding(hours: 9)
    let area = "990101001002011"

    try await town.tell(
      ServiceRequestEvents.LimitNear(
        request: "case-1", duty: "handle", owner: "power", area: area, dueAt: due))
    #expect(
      try await town.texts(to: Neighbourhood.handler) == [
        "编号 LL-0302-0417 的办理快到时限了：3 月 2 日 18:00"
      ])
    #expect(try await town.texts(to: Neighbourhood.chief) == [])

    for isFarOver in [false, true] {
      try await town.tell(
        ServiceRequestEvents.LimitMissed(
          request: "case-1", duty: "handle", owner: "power", area: area, dueAt: due,
          isFarOver: isFarOver))
    }
    #expect(try await town.texts(to: Neighbourhood.handler).count == 3)
    #expect(try await town.texts(to: Neighbourhood.chief).count == 1)
  }

  @Test(arguments: Backend.all)
  func `what went up is told to who has it now: the chief of the place, then the leaders`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    let due = TestClock.start.adding(hours: 9)
    func climb(_ duty: String, to owner: String) async throws {
      for _ in 0..<2 {
        try await town.tell(
          ServiceRequestEvents.Climbed(
            request: "case-1", duty: duty, from: "desk:dispatch", owner: owner, level: nil,
            area: "990101001002011", entry: "e1", dueAt: due, at: town.clock.now))
      }
    }

    try await climb("accept", to: "desk:chief")
    let sentence = "编号 LL-0302-0417 的受理超时没人办，系统转给您了，时限 3 月 2 日 18:00"
    #expect(try await town.texts(to: Neighbourhood.chief) == [sentence])
    #expect(try await town.texts(to: Neighbourhood.leader) == [])
    try await climb("accept", to: "desk:leader")
    #expect(try await town.texts(to: Neighbourhood.leader) == [sentence])
    try await climb("handle", to: "area:990101001")
    #expect(try await town.texts(to: Neighbourhood.chief).count == 2)
  }

  @Test(arguments: Backend.all)
  func `a desk that is far over is its chief's to hear of`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)
    for isFarOver in [false, true] {
      try await town.tell(
        ServiceRequestEvents.LimitMissed(
          request: "case-1", duty: "check", owner: "desk:supervision", area: "990101",
          dueAt: TestClock.start, isFarOver: isFarOver))
    }
    #expect(try await town.texts(to: Neighbourhood.leader).count == 1)
  }

  @Test(arguments: Backend.all)
  func `a nudge reaches whoever is on duty, and those above when it is late or nobody is`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    func nudge(
      _ version: Int, _ unit: String?, owner: String? = nil, hours: Int64
    ) async throws {
      town.clock.set(TestClock.start.adding(hours: hours))
      try await town.tell(
        Neighbourhood.moved(
          "nudge", from: "in_progress", to: "in_progress", version: version, unit: unit,
          owner: owner, role: "reporter", at: town.clock.now))
    }

    try await nudge(6, "power", hours: 9)
    #expect(
      try await town.texts(to: Neighbourhood.handler) == [
        "编号 LL-0302-0417 的上报人催了一下，请看看办到哪了"
      ])
    #expect(try await town.texts(to: Neighbourhood.chief) == [])

    // Due at 18:00.
    try await nudge(7, "power", hours: 10)
    let late = "LL-0302-0417 is overdue since 2/3 18:00 and its reporter asks"
    for person in [Neighbourhood.handler, Neighbourhood.chief] {
      #expect(try await town.texts(to: person, in: .english).first?.hasPrefix(late) == true)
    }
    // No unit has it yet; another has nobody on duty.
    town.clock.set(TestClock.start)
    try await nudge(8, nil, hours: 1)
    try await nudge(9, "water", hours: 2)
    #expect(try await town.texts(to: Neighbourhood.chief).count == 3)
    #expect(try await town.texts(to: Neighbourhood.handler).count == 2)
    // Who has it at a level is no unit.
    try await nudge(10, nil, owner: "power", hours: 3)
    #expect(try await town.texts(to: Neighbourhood.handler).count == 3)
    #expect(try await town.texts(to: Neighbourhood.chief).count == 3)
    // Who nudges is not told of it.
    #expect(try await town.texts(to: Neighbourhood.reporter) == [])
    #expect(try await town.deliveries() == [])
  }

  @Test(arguments: Backend.all)
  func `messages are unread until they were looked at`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)
    try await town.tell(Neighbourhood.reported)
    let box = town.capability.box

    let before = try await town.database.read {
      try box.unread(by: Neighbourhood.reporter, in: $0)
    }
    try await box.markRead(by: Neighbourhood.reporter)
    let after = try await town.database.read {
      try box.unread(by: Neighbourhood.reporter, in: $0)
    }

    #expect((before, after) == (1, 0))
    let cards = try await box.messages(to: Neighbourhood.reporter, limit: 5, in: .chinese)
    #expect(cards.map(\.isRead) == [true])
    #expect(cards.map(\.at) == [TestClock.start])
  }

  @Test(arguments: Backend.all)
  func `a failure while telling leaves nothing half done`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)
    let teller = town.capability.subscriber
    let subscriptions = Subscriptions()
    teller.subscribe(to: subscriptions)
    let requests = teller.teller

    let count = try await eachFailure(
      of: { database in
        try await database.write { tx in
          let summary = try #require(try requests.requests.summary(of: "case-1", in: tx))
          try requests.tell(
            Draft(template: .reported, kind: .progress, goesOut: true),
            to: [Neighbourhood.reporter, Neighbourhood.supporter], about: summary.id,
            Message.Codes(number: summary.number, unit: "power"),
            occasion: Occasion(name: "v5", at: tx.now), in: tx)
        }
      }, in: town.database)

    // The chains; then for each of two: message, its news, first delivery, its job.
    #expect(count == 9)
  }

  @Test(arguments: Message.Template.allCases, Language.allCases)
  func `every template has a sentence without link, name or number to ring`(
    template: Message.Template, language: Language
  ) throws {
    let words = try Words(NotificationsCapability.wordFiles)

    let sentence = try #require(words[template.key, language])

    #expect(!sentence.contains("http") && !sentence.contains("//"))
    // "15 days" is the only figure; a number to ring would have more.
    #expect(sentence.filter { $0.isASCII && $0.isNumber }.count <= 2)
    #expect(sentence.contains("{number}") == (template.topic == .request))
  }
}
