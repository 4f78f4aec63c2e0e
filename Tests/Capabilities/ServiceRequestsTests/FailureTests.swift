import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// A failure at any statement of what is no move of its own.
struct FailureTests {
  @Test(arguments: Backend.all)
  func `claiming a request by telephone is whole or not at all`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(by: .visitor)
    let no = try await town.look(id).no.rawValue
    let people = TrackTests.Phones(numbers: [Identifier(rawValue: "ming"): "13812342076"])

    let statements = try await eachFailure(
      "TrackActions.find",
      of: { database in
        _ = try await TrackActions(actions: town.actions.on(database), people: people)
          .find(no, by: .ming)
      }, in: town.database)

    #expect(statements >= 4)
    #expect(try await town.look(id).reporter.person == Viewer.ming.person)
  }

  @Test(arguments: Backend.all)
  func `an imported reply closes its request or leaves it as it was`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let all = Viewer.staff(
      "importer", [.dispatchRequests, .handleRequests], .everything)
    let id = Town.ID(
      rawValue: try await town.actions.submit(
        .lamp { $0.phone = nil }, by: all, key: nil, isImport: true
      ).id)

    let statements = try await eachFailure(
      "ServiceRequestActions.answerImported",
      of: { database in
        _ = try await town.actions.on(database).answerImported(id, reply: "已换灯头", by: all) { _ in
          true
        }
      }, in: town.database)

    #expect(statements >= 10)
    #expect(try await town.look(id).state == .closed)
  }

  @Test(arguments: Backend.all)
  func `closing by itself is whole or not at all`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .verifying)
    try await town.move(id, (.noteAttempt(words: nil), .supervisor))
    town.clock.advance(days: 1)
    try await town.move(id, (.noteAttempt(words: nil), .supervisor))

    let since = try await town.look(id).stateSince
    // What was meant for an earlier round leaves this one alone.
    try await CloseSilent(request: id, since: since.adding(seconds: -1)).run(
      town.actions.engine, in: town.database)
    #expect(try await town.look(id).state == .verifying)

    let statements = try await eachFailure(
      "CloseSilent.run",
      of: { try await CloseSilent(request: id, since: since).run(town.actions.engine, in: $0) },
      in: town.database)

    #expect(statements >= 5)
    #expect(try await town.look(id).details.closing == .silence)
  }

  @Test(arguments: Backend.all)
  func `drafts, alarms and exports are whole or not at all`(backend: Backend) async throws {
    let town = try await Town(backend)
    for _ in 0..<2 { _ = try await town.submit() }
    let draft = Draft(text: "路灯不亮")
    let words = try Words(WordFile.serviceRequests)
    // Overdue: a line of the clock and an event for each.
    town.clock.advance(days: 3)
    let acts: [(String, Int, @Sendable (Database) async throws -> Void)] = [
      // One statement is whole by itself.
      ("DraftActions.save", 1, { try await DraftActions(database: $0).save(draft, owner: "a") }),
      (
        "DraftActions.change", 2,
        { database in
          _ = try await DraftActions(database: database).change("a", orFrom: "b") {
            $0.photos = ["p"]
          }
        }
      ),
      ("DraftActions.remove", 1, { try await DraftActions(database: $0).remove("a") }),
      ("DraftActions.sweep", 2, { try await DraftActions(database: $0).sweep() }),
      (
        "RequestClock.run", 4,
        { database in
          let told = try await RequestClock(engine: town.actions.engine).run(in: database)
          #expect(told == 2)
        }
      ),
      (
        "RequestLadder.run", 8,
        { database in
          let climbed = try await RequestLadder(engine: town.actions.engine).run(in: database)
          #expect(climbed == 2)
        }
      ),
      ("LimitTableStore.sweep", 1, { try await $0.write { try LimitTableStore.sweep(in: $0) } }),
      (
        "PublicMessages.note", 1,
        { try await PublicMessages(actions: town.actions.on($0)).note(PublicMessages.Report()) }
      ),
      (
        "RequestExport.run", 1,
        { database in
          let export = RequestExport(actions: town.actions.on(database), words: words)
          _ = try await export.run(RequestExport.Wish(), write: { _ in })
        }
      ),
    ]

    for (name, least, act) in acts {
      let statements = try await eachFailure(name, of: act, in: town.database)
      #expect(statements >= least, "\(name)")
    }
  }

  @Test(arguments: Backend.all)
  func `too early, silence says on how many days to call`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .verifying)
    for _ in 0..<2 {
      let refusal = await #expect(throws: CaseRefusal.self) {
        try await town.move(id, (.close(Closing(basis: .silence)), .supervisor))
      }
      #expect(refusal?.problem.values == ["n": "2"])
      try await town.move(id, (.noteAttempt(words: nil), .supervisor))
    }
  }
}

/// What an operator puts right, and what programs may.
struct CorrectionTests {
  @Test(arguments: Backend.all)
  func `a short title that stays does not keep the rest from being put right`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(.lamp { $0.text = "灯坏" })
    #expect(try await town.look(id).title == "灯坏")
    var correction = Correction()
    (correction.title, correction.urgency) = ("灯坏", .urgent)

    #expect(try await town.move(id, (.correct(correction), .desk)).urgency == .urgent)
    correction.title = "灯"
    await #expect(throws: CaseRefusal.tooShort(.title, minimum: 4)) {
      try await town.move(id, (.correct(correction), .desk))
    }
  }

  private func correction(_ json: String) throws -> Correction {
    let body = try JSONText.decode(MoveBody.self, from: #"{"move":"correct","# + json + "}")
    guard case .correct(let correction) = try body.asMove() else { throw Town.NoKeys() }
    return correction
  }

  @Test func `programs put right all that the form does`() throws {
    let all = try correction(
      """
      "title":"柳巷路灯不亮","class_code":"safety","urgency":"urgent","request_kind":"complaint",
      "service_code":"city_appearance","item_code":"rubbish","confidentiality":"internal",
      "area_code":"150703001001011","address_string":" 柳巷 12 号 ","lat":49.4,"long":117.7
      """)

    #expect(all.title == "柳巷路灯不亮" && all.classCode == "safety" && all.urgency == .urgent)
    #expect(all.requestKind == .complaint && all.confidentiality == .staff)
    #expect(all.service == "city_appearance" && all.item == "rubbish")
    #expect(all.place?.area == "150703001001011" && all.place?.address == "柳巷 12 号")
    #expect(all.place?.point?.latitude == 49.4)
    #expect(try correction(#""urgency":"urgent""#).place == nil)
    for (json, field) in [
      (#""item_code":"rubbish""#, "service_code"), (#""request_kind":"wish""#, "request_kind"),
      (#""confidentiality":"secret""#, "confidentiality"), (#""lat":49.4"#, "area_code"),
      (#""area_code":"150703","lat":49.4"#, "lat"),
      (#""area_code":"150703","lat":91,"long":1"#, "lat"),
    ] {
      let problem = #expect(throws: Problem.self) { try correction(json) }
      #expect(problem?.fields.map(\.field) == [field])
    }
  }

  @Test(arguments: Backend.all)
  func `an address is as long as in a report`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.submit()
    for (length, isTaken) in [(200, true), (201, false)] {
      var correction = Correction()
      correction.place = CasePlace(
        area: Town.grid, address: String(repeating: "巷", count: length))
      let move = CaseMove.correct(correction)
      guard isTaken else {
        await #expect(throws: Problem.self) { try await town.move(id, (move, .desk)) }
        continue
      }
      try await town.move(id, (move, .desk))
    }
  }

  @Test(arguments: Backend.all)
  func `a program may hide the reporter from handlers, who then owe no call`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let body = try JSONText.decode(
      SubmissionBody.self,
      from: #"{"item_code":"street_light","description":"灯不亮","hides_from_handler":true}"#)
    #expect(body.submission.hidesFromHandler)

    let id = try await town.request(in: .inProgress, .lamp { $0.hidesFromHandler = true })

    #expect(try await town.limits(of: id).allSatisfy { $0.duty != .contact })
  }
}
