import Casework
import Civics
import Kernel
import Testing

/// The state table of docs/rules.md §4, written down a second time: by state, what each role may.
struct StateTableTests {
  typealias Kind = CaseMove.Kind

  /// Moves that lead on, by state and role; what is missing here must be refused.
  static let table: [CaseState: [CaseRole: Set<Kind>]] = Dictionary(
    uniqueKeysWithValues: leading.map { state, moves in
      (state, moves.merging(alongside(state)) { $0.union($1) })
    })

  /// Questions go with the work, whoever has it; splitting comes before it is given out.
  private static func alongside(_ state: CaseState) -> [CaseRole: Set<Kind>] {
    let asking: Set<Kind> = [.ask, .askOutside, .revokeOutside]
    switch state {
    case .merged, .refused, .withdrawn, .closed: return [:]
    case .submitted, .reported, .solvedOnSite, .verifying:
      return [.operator: [.revokeOutside], .handler: [.revokeOutside]]
    case .accepted, .filed, .dispatched, .objection, .inProgress, .extensionAsked, .parked,
      .escalated, .reopened:
      return [
        .operator: state == .accepted || state == .filed ? asking.union([.split]) : asking,
        .handler: asking, .reporter: [.answer],
        .system: Set([.remindAnswer, .lapse, .hearOutside] as [Kind])
          .union(state == .inProgress ? [.combine] : []),
      ]
    }
  }

  private static let leading: [CaseState: [CaseRole: Set<Kind>]] = [
    .submitted: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.accept, .refuse, .merge, .correct, .addWords], .handler: [.addWords],
      .fieldWorker: [.addWords], .coHandler: [.addWords], .approver: [.addWords],
      .supervisor: [.addWords],
    ],
    .accepted: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.file, .correct, .addWords], .fieldWorker: [.file, .addWords],
      .handler: [.addWords], .coHandler: [.addWords], .approver: [.addWords],
      .supervisor: [.addWords],
    ],
    .filed: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.dispatch, .correct, .addWords], .fieldWorker: [.solveOnSite, .addWords],
      .handler: [.addWords], .coHandler: [.addWords], .approver: [.addWords],
      .supervisor: [.addWords],
    ],
    .dispatched: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.reassign, .setCoUnits, .correct, .addWords], .fieldWorker: [.addWords],
      .handler: [.object, .start, .contact, .addWords], .coHandler: [.addWords],
      .approver: [.addWords], .supervisor: [.addWords],
    ],
    .objection: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.decideObjection, .setCoUnits, .correct, .addWords], .fieldWorker: [.addWords],
      .handler: [.addWords], .coHandler: [.addWords], .approver: [.addWords],
      .supervisor: [.addWords],
    ],
    .inProgress: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.reassign, .setCoUnits, .correct, .addWords], .fieldWorker: [.addWords],
      .handler: [.contact, .askExtension, .escalate, .report, .addWords],
      .coHandler: [.addWords], .approver: [.park, .addWords], .supervisor: [.addWords],
    ],
    .extensionAsked: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.setCoUnits, .correct, .addWords], .fieldWorker: [.addWords],
      .handler: [.contact, .addWords],
      .coHandler: [.addWords], .approver: [.decideExtension, .addWords], .supervisor: [.addWords],
    ],
    .parked: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.setCoUnits, .correct, .addWords], .fieldWorker: [.addWords],
      .handler: [.resume, .addWords],
      .coHandler: [.addWords], .approver: [.resume, .addWords], .supervisor: [.addWords],
    ],
    .escalated: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.reassign, .setCoUnits, .correct, .addWords], .fieldWorker: [.addWords],
      .handler: [.takeOver, .addWords], .coHandler: [.addWords], .approver: [.addWords],
      .supervisor: [.addWords],
    ],
    .reported: answered(.startVerifying), .solvedOnSite: answered(.startVerifying),
    .verifying: answered(.noteAttempt, .close, .rework),
    .closed: [.reporter: [.reopen, .rate], .supervisor: [.reopen, .keepClosed]],
    .reopened: [
      .reporter: [.withdraw, .addWords, .nudge], .neighbour: [.support],
      .operator: [.dispatch, .reassign, .setCoUnits, .correct, .addWords],
      .fieldWorker: [.addWords], .handler: [.start, .contact, .addWords], .coHandler: [.addWords],
      .approver: [.addWords],
      .supervisor: [.addWords],
    ],
    .merged: [:], .refused: [:], .withdrawn: [:],
  ]

  private static func answered(_ moves: Kind...) -> [CaseRole: Set<Kind>] {
    let bySystem = Set(moves).intersection([.startVerifying, .close])
    return [
      .reporter: [.rate, .addWords], .neighbour: [.support], .operator: [.addWords],
      .fieldWorker: [.addWords], .handler: [.addWords], .coHandler: [.addWords],
      .approver: [.addWords], .supervisor: Set(moves).union([.addWords]), .system: bySystem,
    ]
  }

  /// Who may make the move in some state: the others are told that it is not theirs.
  private static func isEver(_ role: CaseRole, allowed kind: Kind) -> Bool {
    table.values.contains { $0[role]?.contains(kind) == true }
  }

  @Test(arguments: CaseState.allCases)
  func `what waits for the unit is what it can do something about`(state: CaseState) {
    // A call to the reporter is noted whoever decides meanwhile.
    let leading: Set<Kind> = [
      .object, .start, .askExtension, .escalate, .takeOver, .report, .resume,
    ]
    let mine = Self.table[state]?[.handler] ?? []

    #expect(state.waitsForUnit == !mine.isDisjoint(with: leading))
    #expect(CaseState.toDo.contains(state) == state.waitsForUnit)
    #expect(CaseState.elsewhere.contains(state) == (state.isOpen && !state.waitsForUnit))
  }

  @Test(arguments: CaseState.allCases)
  func `every move by every role is allowed or refused as the table says`(state: CaseState) throws {
    for kind in Kind.allCases where Self.valid(kind) != nil {
      for role in CaseRole.allCases {
        let item = try prepared(state, for: kind)
        let move = try #require(Self.valid(kind))
        var facts = facts()
        facts.target = try target()
        var refusal: CaseRefusal?
        do throws(CaseRefusal) {
          _ = try item.moved(move, by: actor(role), facts)
        } catch {
          refusal = error
        }
        let expected: CaseRefusal? =
          if Self.table[state]?[role]?.contains(kind) == true {
            nil
          } else if Self.isEver(role, allowed: kind) {
            .notNow(kind, state)
          } else {
            .notYours(kind)
          }
        #expect(refusal == expected, "\(state) \(kind) by \(role)")
      }
    }
  }

  /// What a move needs besides the state, so that only role and state decide.
  private func prepared(_ state: CaseState, for kind: Kind) throws -> Case {
    var item = try sample(state)
    if state == .reopened, kind == .dispatch { (item.leadUnit, item.level) = (nil, nil) }
    if state == .closed, kind == .reopen || kind == .keepClosed { item.needsReview = true }
    if [.answer, .remindAnswer, .lapse].contains(kind) {
      item.details.asking = try sample(.inProgress)
        .moved(.ask("是哪一盏灯？"), by: actor(.handler), facts()).item.details.asking
    }
    if state == .inProgress, kind == .combine {
      (item.details.parts, item.leadUnit, item.level) = (2, nil, nil)
    }
    if state == .verifying, kind == .close {
      item.details.attemptDays = [2, 3].compactMap { LocalDate(year: 2026, month: 3, day: $0) }
    }
    return item
  }

  private func target() throws -> Case {
    guard let no = CaseNumber(rawValue: "15070320260301W000009") else { throw Missing() }
    return Case(
      id: Identifier(rawValue: "other"), no: no, kind: "test", requestKind: .help, source: .web,
      title: "", body: "灯坏了", classCode: "housing", service: "lamps", item: nil,
      urgency: .normal, place: CasePlace(area: "150703001001011"), reporter: CaseReporter(),
      confidentiality: .open, isImported: false, submittedAt: monday)
  }

  /// One valid move of each kind.
  static func valid(_ kind: Kind) -> CaseMove? {
    var correction = Correction()
    correction.classCode = "ecology"
    let result = CaseResult(outcome: .solved, text: result20, reporterConfirms: true)
    return switch kind {
    case .submit, .recount, .climb: nil
    case .withdraw: .withdraw(reason: nil)
    case .merge: .merge(into: Identifier(rawValue: "other"))
    case .refuse:
      .refuse(.init(ground: .litigation, channel: .court, reason: "已经在法院起诉"))
    case .accept: .accept
    case .file: .file(Filing(classCode: "housing", urgency: .normal, limit: nil))
    case .solveOnSite: .solveOnSite(result)
    case .dispatch: .dispatch(Assignment(level: .district, unit: "power"))
    case .reassign: .reassign(Assignment(level: .street, unit: "water"), reason: "井盖归水务公司")
    case .setCoUnits: .setCoUnits(["water"], reason: "要一起开挖")
    case .object: .object(reason: "不归我们办", whose: "物业")
    case .decideObjection: .decideObjection(upheld: true, reason: "确实归物业管")
    case .start: .start(words: nil)
    case .contact: .contact(words: nil)
    case .askExtension: .askExtension(amount: 1, reason: "要等施工许可")
    case .decideExtension: .decideExtension(granted: true, reason: "同意，要等许可")
    case .park:
      LocalDate(year: 2026, month: 4, day: 1).map { date in
        .park(.init(cause: .season, plan: "开春化冻以后再挖开重做管道", reviewOn: date))
      }
    case .resume: .resume(reason: nil)
    case .escalate: .escalate(reason: "社区办不了", unit: nil)
    case .takeOver: .takeOver
    case .report: .report(result)
    case .startVerifying: .startVerifying
    case .noteAttempt: .noteAttempt(words: nil)
    case .close: .close(Closing(basis: .silence))
    case .rework: .rework(reason: "灯还是不亮")
    case .reopen: .reopen(fact: "今晚又不亮了")
    case .keepClosed: .keepClosed(reason: "查过了，灯是亮的")
    case .rate: .rate(.done, contacted: true, words: nil)
    case .addWords: .addWords("老人出门怕摔", audience: .reporter)
    case .nudge: .nudge
    case .support: .support
    case .correct: .correct(correction)
    case .split: .split(SplitRuleTests.parts)
    case .combine: .combine(.solved, "都办好了")
    case .ask: .ask("是哪一盏灯？")
    case .answer: .answer("门口那一盏")
    case .remindAnswer: .remindAnswer
    case .lapse: .lapse
    case .askOutside: .askOutside("灯杆是你们的吗？", party: "某某物业", id: "q1")
    case .hearOutside: .hearOutside("是我们的", party: "某某物业")
    case .revokeOutside: .revokeOutside(party: "某某物业", id: "q1")
    }
  }
}
