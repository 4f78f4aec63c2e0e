import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Neighbours, nudges, ratings, merging, searching.
struct VoiceTests {
  @Test(arguments: Backend.all)
  func `a neighbour joins once and follows the shared request`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(.lamp { $0.isPublic = true })
    let hidden = try await town.submit(.lamp { $0.isPublic = false })

    let item = try await town.move(id, (.support, .hong))

    #expect(item.supporters == 1 && item.version == 1)
    await #expect(throws: CaseRefusal.supportedAlready) {
      try await town.move(id, (.support, .hong))
    }
    await #expect(throws: CaseRefusal.notYours(.support)) {
      try await town.move(id, (.support, .ming))
    }
    await #expect(throws: Problem(.notFound)) { try await town.move(hidden, (.support, .hong)) }
    #expect(try await town.actions.joined(CaseQuery(), by: .hong).items.map(\.id) == [id])
    let (dossier, _) = try await town.actions.dossierOrShared(id, for: .hong)
    #expect(dossier.item.reporter.person == nil && dossier.isJoined)
    await #expect(throws: CaseRefusal.othersWait) {
      try await town.move(id, (.withdraw(reason: nil), .ming))
    }
  }

  @Test(arguments: Backend.all)
  func `whoever waited for a merged request waits for the other one`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let first = try await town.submit(.lamp { $0.isPublic = true })
    let second = try await town.submit(.lamp { $0.isPublic = true }, by: .hong)
    try await town.move(first, (.support, .resident("lan")))
    try await town.move(
      second, (.support, .resident("lan")), (.support, .resident("jun")), (.support, .ming))

    try await town.move(second, (.merge(into: first), .desk))

    let engine = town.actions.engine
    let waiting = try await town.database.read { try engine.supporters(of: first, in: $0) }
    // Ming reported it, Lan waited for it already.
    #expect(Set(waiting.map(\.rawValue)) == ["lan", "jun", "hong"])
    #expect(try await town.look(first).supporters == 3)
    #expect(try await town.look(second).duplicateOf == first)
    await #expect(throws: CaseRefusal.targetClosed) {
      try await town.move(first, (.merge(into: second), .desk))
    }
  }

  @Test(arguments: Backend.all)
  func `a reporter nudges once a day of the city's calendar`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    try await town.move(id, (.nudge, .ming))

    // From 09:00 to one second before midnight.
    town.clock.advance(hours: 14, minutes: 59, seconds: 59)
    await #expect(throws: CaseRefusal.nudgedToday) { try await town.move(id, (.nudge, .ming)) }
    town.clock.advance(seconds: 1)
    try await town.move(id, (.nudge, .ming))
  }

  @Test(arguments: Backend.all)
  func `a bad rating after closing goes to supervision, who reopens`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .closed)
    try await town.move(id, (.rate(.notDone, contacted: false, words: "还是黑的"), .ming))
    await #expect(throws: CaseRefusal.ratedAlready) {
      try await town.move(id, (.rate(.done, contacted: true, words: nil), .ming))
    }
    #expect(try await town.actions.toReview(CaseQuery(), for: .supervisor).items.map(\.id) == [id])

    let item = try await town.move(id, (.reopen(fact: "上报人说没办好"), .supervisor))

    #expect(item.state == .reopened && item.leadUnit == "power" && !item.needsReview)
    #expect(try await town.actions.toReview(CaseQuery(), for: .supervisor).items.isEmpty)
    #expect(try await town.actions.desk(CaseQuery(), of: .power).items.map(\.id) == [id])
  }

  @Test(arguments: Backend.all)
  func `what its reporter sent back is in supervision's list until work begins again`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let closed = try await town.request(in: .closed)
    let id = try await town.request(in: .closed)
    #expect(try await town.actions.sentBack(CaseQuery(), for: .supervisor).items.isEmpty)

    try await town.move(id, (.reopen(fact: "今晚又不亮了"), .ming))

    #expect(try await town.actions.sentBack(CaseQuery(), for: .supervisor).items.map(\.id) == [id])
    let seen = try await town.actions.dossier(id, for: .supervisor)
    #expect(seen.events.last?.words == "今晚又不亮了")
    #expect(try await town.actions.sentBack(CaseQuery(), for: .hong).items.isEmpty)
    try await town.move(id, (.start(words: nil), .power))
    #expect(try await town.actions.sentBack(CaseQuery(), for: .supervisor).items.isEmpty)
    #expect(try await town.look(closed).state == .closed)
  }

  @Test(arguments: Backend.all)
  func `filing and dispatching in one act keeps the urgency and leaves no half`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(
      in: .accepted,
      .lamp {
        ($0.service, $0.item) = ("utilities", "power")
        $0.text = "变压器起火了，快来人"
      })
    #expect(try await town.look(id).urgency == .urgent)

    await #expect(throws: DispatchRefusal.departmentDuty(service: "utilities")) {
      try await town.actions.dispatch(
        id, Assignment(level: .grid), filedAs: "livelihood", expecting: nil, by: .desk, key: nil)
    }
    #expect(try await town.look(id).state == .accepted)

    _ = try await town.actions.dispatch(
      id, Assignment(level: .district, unit: "power"), filedAs: "livelihood", expecting: nil,
      by: .desk, key: nil)
    let item = try await town.look(id)
    #expect(item.state == .dispatched && item.urgency == .urgent && item.leadUnit == "power")
  }

  @Test(arguments: Backend.all)
  func `departments' duties cannot be pushed down`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(
      in: .filed, .lamp { ($0.service, $0.item) = ("utilities", "power") })

    for level in [CaseLevel.grid, .community] {
      await #expect(throws: DispatchRefusal.departmentDuty(service: "utilities")) {
        try await town.move(id, (.dispatch(Assignment(level: level)), .desk))
      }
    }
    #expect(try await town.look(id).state == .filed)
    try await town.move(id, (.dispatch(Assignment(level: .district, unit: "power")), .desk))
  }

  @Test(arguments: Backend.all)
  func `what is unknown in a move is told by its field`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .accepted)
    let filing = Filing(classCode: "ufo", urgency: .normal, limit: nil)
    let lost = CaseResult(
      outcome: .solved, text: "换了灯头和线，试过灯，这段路的另外两盏也查过了。",
      afterPhotos: [Identifier(rawValue: "missing")])

    await #expect(throws: Problem(field: "class_code", "problem.field-value")) {
      try await town.move(id, (.file(filing), .desk))
    }
    await #expect(throws: Problem(field: "photos", "mistake.photo-failed", values: ["n": "1"])) {
      try await town.move(id, (.report(lost), .power))
    }
  }

  @Test(arguments: Backend.all)
  func `requests are found by their words, also after these were corrected`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let lamp = try await town.submit()
    let drain = try await town.submit(
      .lamp { ($0.text, $0.address) = ("梧桐路反复冒污水", "梧桐路 31 号") })
    let found = { (text: String) in
      var query = CaseQuery()
      query.text = text
      return try await town.actions.list(query, for: .desk).items.map(\.id)
    }

    #expect(try await found("路灯") == [lamp])
    #expect(try await found("污水") == [drain])
    #expect(try await found("柳巷 12") == [lamp])
    #expect(try await found("15070320260302W000002") == [drain])
    #expect(try await found("ty-0302-0002") == [drain])
    #expect(try await found("TY-0301-0002").isEmpty)
    #expect(try await found("井盖").isEmpty)
    #expect(try await found("？！").isEmpty)
    var correction = Correction()
    correction.title = "井盖松动漏水"
    try await town.move(lamp, (.correct(correction), .desk))
    #expect(try await found("井盖") == [lamp])
  }

  @Test(arguments: Backend.all)
  func `others may ask who waits for a request`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(.lamp { $0.isPublic = true })
    try await town.move(id, (.support, .hong))
    let summaries = ServiceRequestSummaries(
      engine: town.actions.engine, keys: town.actions.keys)

    let summary = try await town.database.read { try summaries.summary(of: id.rawValue, in: $0) }

    #expect(summary?.reporter?.rawValue == "ming")
    #expect(summary?.supporters.map(\.rawValue) == ["hong"])
    #expect(summary?.state == "submitted")
    #expect(try await town.database.read { try summaries.summary(of: "none", in: $0) } == nil)
  }
}
