import Casework
import Civics
import Kernel
import Testing

@testable import ServiceRequests

extension Town {
  typealias ID = Identifier<Case>

  func submit(
    _ submission: Submission = .lamp(), by viewer: Viewer = .ming, key: CommandKey? = nil
  ) async throws -> ID {
    ID(rawValue: try await actions.submit(submission, by: viewer, key: key).id)
  }

  @discardableResult
  func move(_ id: ID, _ moves: (CaseMove, Viewer)...) async throws -> Case {
    for (move, viewer) in moves {
      _ = try await actions.move(id, move, expecting: nil, by: viewer, key: nil)
    }
    return try await look(id)
  }

  /// The case as it is stored.
  func look(_ id: ID) async throws -> Case {
    let engine = actions.engine
    let found = try await database.read { try engine.findBySystem(id, in: $0) }
    guard let found else { throw Problem(.notFound) }
    return found
  }

  func limits(of id: ID) async throws -> [CaseLimit] {
    try await actions.dossier(id, for: .supervisor).limits
  }

  /// A new request, led to this state by everybody's own moves.
  func request(in state: CaseState, _ submission: Submission = .lamp()) async throws -> ID {
    let id = try await submit(submission)
    for (move, viewer) in try await Self.way(to: state, in: self) {
      _ = try await actions.move(id, move, expecting: nil, by: viewer, key: nil)
    }
    return id
  }

  /// The moves from submission to a state.
  static func way(to state: CaseState, in town: Town) async throws -> [(CaseMove, Viewer)] {
    let toDesk: [(CaseMove, Viewer)] = [
      (.accept, .desk),
      (.file(Filing(classCode: "housing_urban", urgency: .normal, limit: nil)), .desk),
    ]
    let toUnit = toDesk + [(.dispatch(Assignment(level: .district, unit: "power")), .desk)]
    let toWork = toUnit + [(.start(words: nil), .power)]
    let toResult = toWork + [(.report(.lit), .power)]
    let toCheck = toResult + [(.startVerifying, .supervisor)]
    let answers = CallBack(contacted: true, solved: true, satisfied: true)
    let toEnd = toCheck + [(.close(Closing(basis: .answers, answers: answers)), .supervisor)]
    return switch state {
    case .submitted: []
    case .merged: [(.merge(into: try await town.submit()), .desk)]
    case .refused:
      [(.refuse(.init(ground: .litigation, channel: .court, reason: "已经在法院起诉")), .desk)]
    case .withdrawn: [(.withdraw(reason: "灯亮了"), .ming)]
    case .accepted: Array(toDesk.prefix(1))
    case .filed: toDesk
    case .solvedOnSite: toDesk + [(.solveOnSite(.lit), .patrol)]
    case .dispatched: toUnit
    case .objection: toUnit + [(.object(reason: "院内灯杆不归我们", whose: "物业"), .power)]
    case .inProgress: toWork
    case .extensionAsked: toWork + [(.askExtension(amount: 12, reason: "要等施工许可"), .power)]
    case .parked: toWork + [(try park(), .approver)]
    case .escalated: toWork + [(.escalate(reason: "要区里出钱", unit: nil), .power)]
    case .reported: toResult
    case .verifying: toCheck
    case .closed: toEnd
    case .reopened: toEnd + [(.reopen(fact: "今晚又不亮了"), .ming)]
    }
  }

  static func park() throws -> CaseMove {
    guard let date = LocalDate(year: 2026, month: 5, day: 1) else { throw NoKeys() }
    return .park(.init(cause: .season, plan: "化冻以后再挖开重做这一段管线", reviewOn: date))
  }
}

/// One valid move of each kind, from where, by whom.
struct Step: Sendable, CustomTestStringConvertible {
  let kind: CaseMove.Kind
  let from: CaseState
  let viewer: Viewer
  var testDescription: String { kind.rawValue + " from " + from.rawValue }

  init(_ kind: CaseMove.Kind, from: CaseState, by viewer: Viewer) {
    self.kind = kind
    self.from = from
    self.viewer = viewer
  }

  static let all: [Step] = [
    Step(.withdraw, from: .accepted, by: .ming), Step(.merge, from: .submitted, by: .desk),
    Step(.refuse, from: .submitted, by: .desk), Step(.accept, from: .submitted, by: .desk),
    Step(.file, from: .accepted, by: .patrol), Step(.solveOnSite, from: .filed, by: .patrol),
    Step(.dispatch, from: .filed, by: .desk), Step(.reassign, from: .inProgress, by: .desk),
    Step(.setCoUnits, from: .parked, by: .desk), Step(.object, from: .dispatched, by: .power),
    Step(.decideObjection, from: .objection, by: .desk),
    Step(.start, from: .dispatched, by: .power), Step(.contact, from: .inProgress, by: .power),
    Step(.askExtension, from: .inProgress, by: .power),
    Step(.decideExtension, from: .extensionAsked, by: .approver),
    Step(.park, from: .inProgress, by: .approver), Step(.resume, from: .parked, by: .power),
    Step(.escalate, from: .inProgress, by: .power),
    Step(.report, from: .inProgress, by: .power),
    Step(.startVerifying, from: .reported, by: .supervisor),
    Step(.noteAttempt, from: .verifying, by: .supervisor),
    Step(.close, from: .verifying, by: .supervisor),
    Step(.rework, from: .verifying, by: .supervisor), Step(.reopen, from: .closed, by: .ming),
    Step(.rate, from: .closed, by: .ming), Step(.addWords, from: .inProgress, by: .ming),
    Step(.nudge, from: .inProgress, by: .ming), Step(.support, from: .submitted, by: .hong),
    Step(.correct, from: .submitted, by: .desk), Step(.takeOver, from: .escalated, by: .leader),
    Step(.reassign, from: .escalated, by: .desk),
    Step(.keepClosed, from: .closed, by: .supervisor),
    Step(.split, from: .filed, by: .desk), Step(.ask, from: .inProgress, by: .power),
    Step(.answer, from: .inProgress, by: .ming),
  ]

  /// A request that the move can be made on.
  func request(in town: Town) async throws -> Town.ID {
    let id = try await town.request(in: from)
    if kind == .keepClosed {
      try await town.move(id, (.rate(.notDone, contacted: true, words: "还是黑的"), .ming))
    }
    if kind == .answer { try await town.move(id, (.ask("是哪一盏灯？"), .power)) }
    return id
  }

  /// Self-loops that decide nothing and so take no version.
  var isVoice: Bool { [.addWords, .nudge, .support].contains(kind) }

  func move(in town: Town) async throws -> CaseMove {
    let answers = CallBack(contacted: true, solved: true, satisfied: false)
    var correction = Correction()
    correction.title = "柳巷路灯不亮"
    return switch kind {
    case .submit, .recount, .climb, .combine, .remindAnswer, .lapse, .askOutside, .hearOutside,
      .revokeOutside:
      throw Town.NoKeys()
    case .split: .split(Town.parts)
    case .ask: .ask("是哪一盏灯？")
    case .answer: .answer("门口那一盏")
    case .takeOver: .takeOver
    case .keepClosed: .keepClosed(reason: "去看过，灯是亮的")
    case .withdraw: .withdraw(reason: "灯亮了")
    case .merge: .merge(into: try await town.submit(by: .hong))
    case .refuse: .refuse(.init(ground: .concluded, channel: .court, reason: "去年已经办结"))
    case .accept: .accept
    case .file: .file(Filing(classCode: "environment", urgency: .urgent, limit: nil))
    case .solveOnSite: .solveOnSite(photographed)
    case .dispatch: .dispatch(Assignment(level: .district, unit: "power", coUnits: ["water"]))
    case .reassign:
      .reassign(Assignment(level: .district, unit: "water", coUnits: ["power"]), reason: "井盖归水务公司")
    case .setCoUnits: .setCoUnits(["water"], reason: "要一起开挖")
    case .object: .object(reason: "院内灯杆不归我们", whose: "物业")
    case .decideObjection: .decideObjection(upheld: true, reason: "确实归物业管")
    case .start: .start(words: "出发了")
    case .contact: .contact(words: "电话里说清了")
    case .askExtension: .askExtension(amount: 12, reason: "要等施工许可")
    case .decideExtension: .decideExtension(granted: true, reason: "同意，要等许可")
    case .park: try Town.park()
    case .resume: .resume(reason: "化冻了")
    case .escalate: .escalate(reason: "要区里出钱", unit: "treasury")
    case .report: .report(photographed)
    case .startVerifying: .startVerifying
    case .noteAttempt: .noteAttempt(words: "没人接")
    case .close: .close(Closing(basis: .answers, answers: answers))
    case .rework: .rework(reason: "灯还是不亮")
    case .reopen: .reopen(fact: "今晚又不亮了")
    case .rate: .rate(.notDone, contacted: true, words: "没修好")
    case .addWords: .addWords("昨晚差点摔了", audience: .reporter)
    case .nudge: .nudge
    case .support: .support
    case .correct: .correct(correction)
    }
  }

  private var photographed: CaseResult {
    CaseResult(
      outcome: .solved, text: "换了灯头和线，试过灯，这段路的另外两盏也查过了。",
      afterPhotos: [Identifier(rawValue: "after")])
  }
}
