import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Months of moves by everybody, and after them every clock is what the history says.
struct LedgerTests {
  /// Who did what in one run, and all that was different from the ledger.
  struct Run {
    var made: Set<CaseMove.Kind> = []
    var ids: [Town.ID] = []
    var parts: Set<Town.ID> = []
    var climbs = 0
    var faults: [String] = []
  }

  @Test(arguments: Backend.all, [1, 2] as [UInt64])
  func `clocks and verdicts follow from the history alone`(
    backend: Backend, seed: UInt64
  ) async throws {
    let town = try await Town(backend)
    let run = try await months(in: town, seed: seed)

    #expect(run.faults == [])
    // More than three months, so with Tomb Sweeping, May Day and their make-up days.
    #expect(town.clock.now > TestClock.start.adding(days: 90))
    #expect(run.climbs > 10)
    let expected: Set<CaseMove.Kind> = [
      .accept, .file, .dispatch, .reassign, .object, .decideObjection, .start, .contact,
      .askExtension, .decideExtension, .park, .resume, .report, .startVerifying,
      .close, .rework, .reopen, .rate, .solveOnSite, .takeOver, .escalate,
      .split, .combine, .ask, .answer, .remindAnswer, .lapse,
    ]
    #expect(expected.subtracting(run.made) == [])
  }

  @Test func `a broken rule is found`() async throws {
    let town = try await Town(.sqlite)
    let run = try await months(in: town, seed: 3)
    #expect(run.faults == [])
    for broken in Ledger.Break.allCases {
      var found: [String] = []
      for id in run.ids { found += try await faults(of: id, in: town, breaks: broken) }
      #expect(!found.isEmpty, "\(broken)")
    }
  }

  @Test(arguments: Backend.all)
  func `a row that was changed by hand is found`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .reported)
    #expect(try await faults(of: id, in: town) == [])
    for change: SQL in [
      "state = 'missed' WHERE duty = 'handle'", "due_at = due_at + 1 WHERE duty = 'check'",
      "owner = 'gas' WHERE duty = 'accept'", "finished_at = NULL WHERE duty = 'dispatch'",
    ] {
      try await town.database.write { try $0.run("UPDATE case_limits SET \(change)") }
      #expect(!(try await faults(of: id, in: town).isEmpty), "\(change)")
    }
  }

  // MARK: months

  private static let everybody: [Viewer] = [
    .ming, .hong, .desk, .centre, .patrol, .community, .district, .leader, .power, .water,
    .approver, .supervisor,
  ]

  private func months(in town: Town, seed: UInt64) async throws -> Run {
    var (run, dice) = (Run(), SeededGenerator(seed: seed))
    for turn in 0..<700 {
      if turn.isMultiple(of: 20) { run.ids.append(try await town.submit()) }
      town.clock.advance(minutes: Int64.random(in: 1...600, using: &dice))
      try await RequestClock(engine: town.actions.engine).run(in: town.database)
      run.climbs += try await RequestLadder(engine: town.actions.engine).run(in: town.database)
      for _ in 0..<6 {
        let id = run.ids.suffix(8).randomElement(using: &dice) ?? run.ids[0]
        guard var viewer = Self.everybody.randomElement(using: &dice) else { continue }
        if run.parts.contains(id), Bool.random(using: &dice) {
          viewer = try await town.look(id).leadUnit == "water" ? .water : .power
        }
        guard let kind = try await step(id, viewer, in: town, &dice) else { continue }
        run.made.insert(kind)
        guard kind == .split else { continue }
        let parts = try await town.pieces(of: id).map(\.id)
        run.ids += parts
        run.parts.formUnion(parts)
      }
      if turn.isMultiple(of: 100) {
        for id in run.ids { run.faults += try await faults(of: id, in: town) }
      }
    }
    for id in run.ids {
      run.faults += try await faults(of: id, in: town)
      run.made.formUnion(
        try await town.actions.dossier(id, for: .supervisor).events.map(\.move))
    }
    return run
  }

  /// One move that this person is offered; nil where there is none, or the rules refuse it.
  private func step(
    _ id: Town.ID, _ viewer: Viewer, in town: Town, _ dice: inout SeededGenerator
  ) async throws -> CaseMove.Kind? {
    do {
      let dossier = try await town.actions.dossier(id, for: viewer)
      // What ends a case soon would leave none to go on with,
      // and what changes nothing is done now and then.
      let rare: Set<CaseMove.Kind> = [
        .withdraw, .refuse, .merge, .addWords, .nudge, .support, .correct, .setCoUnits,
      ]
      let seldom: Set<CaseMove.Kind> = [.split, .ask]
      let elsewhere: Set<CaseMove.Kind> = [.askOutside, .revokeOutside]
      let kinds = dossier.moves.filter {
        if elsewhere.contains($0) { return false }
        let one = rare.contains($0) ? 20 : seldom.contains($0) ? 4 : 1
        return Int.random(in: 0..<one, using: &dice) == 0
      }
      // Parts come to their end together only where somebody goes on with them.
      let onward = kinds.filter {
        dossier.item.isPart && [.start, .takeOver, .report].contains($0)
      }
      guard let kind = (onward.isEmpty ? kinds : onward).randomElement(using: &dice),
        let move = try await RandomMove(town: town, kind: kind).move(&dice)
      else { return nil }
      try await town.move(id, (move, viewer))
      return kind
    } catch is CaseRefusal {
      return nil
    } catch is DispatchRefusal {
      return nil
    } catch let problem as Problem where problem.kind == .notFound {
      return nil
    }
  }

  // MARK: what has to hold

  private func faults(
    of id: Town.ID, in town: Town, breaks: Ledger.Break? = nil
  ) async throws -> [String] {
    let dossier = try await town.actions.dossier(id, for: .supervisor)
    let item = try await town.look(id)
    let engine = town.actions.engine
    var faults = try Ledger(
      item, dossier.events, engine.table(of: item), engine.calendar(), breaks: breaks
    ).differences(from: dossier.limits)
    let live = dossier.limits.filter(\.state.isLive)
    if !item.state.isOpen, !live.isEmpty { faults.append("a limit runs for a closed case") }
    for (duty, rows) in Dictionary(grouping: live, by: \.duty) where rows.count > 1 {
      faults.append("\(duty) runs twice")
    }
    if item.dueAt != dossier.limits.nearest?.owedAt { faults.append("another nearest deadline") }
    return faults.map { "\(id): \($0)" }
  }
}
