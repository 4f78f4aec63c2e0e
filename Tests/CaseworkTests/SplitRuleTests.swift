import Casework
import Civics
import Kernel
import Testing

/// One case with several matters: what it and its parts may and may not.
struct SplitRuleTests {
  static let parts = [
    CasePart(title: "路灯不亮", assignment: Assignment(level: .district, unit: "power")),
    CasePart(title: "井盖松动", assignment: Assignment(level: .district, unit: "water")),
  ]

  private func whole() throws -> Case {
    try sample(.filed).moved(.split(Self.parts), by: actor(.operator), facts()).item
  }

  @Test func `it waits for its parts with a clock of the desk`() throws {
    let change = try sample(.filed).moved(.split(Self.parts), by: actor(.operator), facts())

    #expect(change.item.waitsForParts && change.item.details.parts == 2)
    #expect(change.data["parts"] == "2" && change.data["units"] == "power water")
    #expect(
      change.data["limit"]
        == change.item.details.handleLimit.map { "\($0.amount) \($0.unit.rawValue)" })
    let handles = change.clocks.contains { step in
      if case .carryOn(.handle, _, CaseDesk.dispatch) = step { true } else { false }
    }
    #expect(handles && change.clocks.contains(.finish(.dispatch)))
  }

  @Test func `one part is no split, eleven are too many, and one unit has one`() throws {
    let many = (1...11).map { number in
      CasePart(
        title: "第几件事", assignment: Assignment(level: .district, unit: "unit\(number)"))
    }
    for parts in [Array(Self.parts.prefix(1)), many, []] {
      #expect(throws: CaseRefusal.partsOutOfRange(least: 2, most: 10)) {
        try sample(.filed).moved(.split(parts), by: actor(.operator), facts())
      }
    }
    #expect(throws: CaseRefusal.partsAlike) {
      try sample(.filed).moved(
        .split([Self.parts[0], Self.parts[0]]), by: actor(.operator), facts())
    }
    #expect(throws: CaseRefusal.tooShort(.title, minimum: 4)) {
      let short = CasePart(title: "灯", assignment: Self.parts[1].assignment)
      _ = try sample(.filed).moved(.split([Self.parts[0], short]), by: actor(.operator), facts())
    }
  }

  @Test func `what waits for its parts is nobody's to park or pass on`() throws {
    let whole = try whole()
    let date = try #require(LocalDate(year: 2026, month: 4, day: 1))
    let moves: [(CaseMove, CaseRole)] = [
      (.park(.init(cause: .season, plan: "开春化冻以后再挖开重做管道", reviewOn: date)), .approver),
      (.reassign(Assignment(level: .street), reason: "换一家办"), .operator),
      (.contact(words: nil), .handler), (.escalate(reason: "要区里出钱", unit: nil), .handler),
    ]
    for (move, role) in moves {
      #expect(throws: CaseRefusal.waitsForParts) {
        try whole.moved(move, by: actor(role), facts())
      }
    }
    #expect(
      try whole.moved(.withdraw(reason: nil), by: actor(.reporter), facts()).item.state
        == .withdrawn)
    let offered = whole.possibleMoves(by: actor(.operator, .approver, .handler, .reporter))
    #expect(
      Set(offered) == [
        .withdraw, .addWords, .nudge, .correct, .ask, .askOutside, .revokeOutside,
      ])
  }

  @Test func `a part is not split, merged, checked or rated, and is not merged into`() throws {
    var part = try sample(.filed)
    part.parent = Identifier(rawValue: "whole")

    #expect(throws: CaseRefusal.isPart) {
      try part.moved(.split(Self.parts), by: actor(.operator), facts())
    }
    part.state = .reported
    #expect(throws: CaseRefusal.isPart) {
      try part.moved(.startVerifying, by: actor(.supervisor), facts())
    }
    part.state = .dispatched
    var merging = facts()
    merging.target = part
    #expect(throws: CaseRefusal.targetIsPart) {
      var other = try sample(.submitted)
      other.parent = nil
      let own = Case(
        id: Identifier(rawValue: "own"), no: other.no, kind: "test", requestKind: .help,
        source: .web, title: "", body: "灯坏了", classCode: "housing", service: "lamps", item: nil,
        urgency: .normal, place: other.place, reporter: CaseReporter(), confidentiality: .open,
        isImported: false, submittedAt: monday)
      return try own.moved(.merge(into: part.id), by: actor(.operator), merging)
    }
    var correction = Correction()
    correction.confidentiality = .restricted
    #expect(throws: CaseRefusal.isPart) {
      try part.moved(.correct(correction), by: actor(.operator), merging)
    }
  }

  @Test func `an answered part is checked with the whole`() throws {
    var part = try sample(.inProgress)
    part.parent = Identifier(rawValue: "whole")
    let result = CaseResult(outcome: .solved, text: result20, reporterConfirms: true)

    let clocks = try part.moved(.report(result), by: actor(.handler), facts()).clocks

    let checks = clocks.contains { step in
      if case .start(.check, _, _) = step { true } else { false }
    }
    #expect(!checks)
  }
}
