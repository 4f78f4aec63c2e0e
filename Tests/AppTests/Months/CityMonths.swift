import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// Everybody of the demo city at work: each turn somebody does what they are offered.
struct CityMonths {
  let city: TestCity
  var dice: SeededGenerator
  var ids: [Identifier<Case>] = []
  var made: Set<CaseMove.Kind> = []
  private let people: [Viewer]
  private let area: String

  static let actors = [
    "2076", "3187", "dispatcher", "chief", "supervisor", "grid", "community", "street", "power",
    "water",
  ]

  init(_ city: TestCity, seed: UInt64) async throws {
    self.city = city
    dice = SeededGenerator(seed: seed)
    var people: [Viewer] = []
    for name in Self.actors { people.append(try await city.viewer(name)) }
    self.people = people
    area = DemoPlan().code(of: try Basemap.load(DemoCityTests.resources).grids[10])
  }

  private var actions: ServiceRequestActions { city.open.city.requests.actions }

  /// Files now and then, and lets everybody do a few things.
  mutating func turn(_ moves: Int) async throws {
    if ids.isEmpty || chance(2) { try await file() }
    for _ in 0..<moves {
      guard let id = ids.suffix(8).randomElement(using: &dice),
        let viewer = people.randomElement(using: &dice)
      else { continue }
      guard let kind = try await step(id, viewer) else { continue }
      made.insert(kind)
      if kind == .split { ids += try await actions.dossier(id, for: people[2]).parts.map(\.id) }
    }
  }

  private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &dice) == 0 }

  private mutating func file() async throws {
    var submission = Submission()
    let isLamp = chance(2)
    (submission.service, submission.item) = (
      "public_facilities", isLamp ? "street_light" : "manhole"
    )
    submission.text = isLamp ? "楼前的路灯三天没亮了，老人出门怕摔。" : "楼前的井盖一踩就响，晚上不敢走。"
    (submission.area, submission.address) = (area, "柳巷 12 号楼")
    if chance(6) { submission.requestKind = .inquiry }
    let receipt = try await actions.submit(
      submission, by: people[chance(2) ? 0 : 1], key: nil)
    ids.append(Identifier(rawValue: receipt.id))
  }

  /// Nil where nothing is offered, or the rules refuse what chance made of it.
  private mutating func step(
    _ id: Identifier<Case>, _ viewer: Viewer
  ) async throws -> CaseMove.Kind? {
    do {
      let rare: Set<CaseMove.Kind> = [
        .withdraw, .refuse, .addWords, .nudge, .support, .correct, .setCoUnits,
      ]
      var kinds: [CaseMove.Kind] = []
      let elsewhere: Set<CaseMove.Kind> = [.askOutside, .revokeOutside]
      for kind in try await actions.dossier(id, for: viewer).moves where !elsewhere.contains(kind) {
        let isSeldom = rare.contains(kind) || [.split, .ask, .merge].contains(kind)
        if !isSeldom || chance(rare.contains(kind) ? 15 : 7) { kinds.append(kind) }
        // What is seldom reached is done where it can be.
        if [.rework, .escalate, .close, .startVerifying].contains(kind) { kinds += [kind, kind] }
      }
      guard let kind = kinds.randomElement(using: &dice), let move = move(kind, on: id) else {
        return nil
      }
      _ = try await actions.move(id, move, expecting: nil, by: viewer, key: nil)
      return kind
    } catch is CaseRefusal {
      return nil
    } catch is DispatchRefusal {
      return nil
    } catch let problem as Problem where problem.kind == .notFound {
      return nil
    }
  }

  private mutating func move(_ kind: CaseMove.Kind, on id: Identifier<Case>) -> CaseMove? {
    let coin = chance(2)
    switch kind {
    case .accept: return .accept
    case .file: return .file(Filing(classCode: "housing_urban", urgency: .normal, limit: nil))
    case .merge: return ids.first.flatMap { $0 == id ? nil : .merge(into: $0) }
    case .refuse:
      return .refuse(.init(ground: .litigation, channel: .court, reason: "已经在法院起诉"))
    case .withdraw: return .withdraw(reason: "自己好了")
    case .dispatch: return .dispatch(assignment())
    case .reassign: return .reassign(assignment(), reason: "换一家来办更合适")
    case .object: return .object(reason: "院内的不归我们管", whose: "物业")
    case .decideObjection: return .decideObjection(upheld: coin, reason: "看过台账了")
    case .start: return .start(words: nil)
    case .contact: return .contact(words: nil)
    case .askExtension: return .askExtension(amount: 1, reason: "要等施工许可")
    case .decideExtension: return .decideExtension(granted: coin, reason: "看过现场了")
    case .park:
      let day = CityTime.date(of: city.clock.now).adding(days: Int.random(in: 1...20, using: &dice))
      return .park(.init(cause: .season, plan: "化冻以后再挖开重做这一段管线", reviewOn: day))
    case .resume: return .resume(reason: "可以开工了")
    case .escalate: return .escalate(reason: "要上面出钱", unit: coin ? "works" : nil)
    case .takeOver: return .takeOver
    case .report: return .report(result)
    case .solveOnSite: return .solveOnSite(result)
    case .startVerifying: return .startVerifying
    case .noteAttempt: return .noteAttempt(words: nil)
    case .close: return .close(closing())
    case .rework: return .rework(reason: "去看过，还是老样子")
    case .reopen: return .reopen(fact: "今晚又坏了")
    case .keepClosed: return .keepClosed(reason: "去看过，已经好了")
    case .rate:
      let marks: [CaseRating.Mark] = [.done, .soSo, .notDone]
      return .rate(marks.randomElement(using: &dice) ?? .done, contacted: coin, words: nil)
    case .nudge: return .nudge
    case .support: return .support
    case .split:
      return .split(
        ["power", "water"].map {
          CasePart(title: "其中一件事", assignment: Assignment(level: .street, unit: $0))
        })
    case .ask: return .ask("是哪一处？请说得细一些。")
    case .answer: return .answer("就在单元门口。")
    default: return nil
    }
  }

  private var result: CaseResult {
    CaseResult(outcome: .solved, text: "换了新的，当场试过，这一段另外两处也查过了。", reporterConfirms: true)
  }

  private mutating func assignment() -> Assignment {
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: Assignment(level: .street, unit: "power")
    case 1: Assignment(level: .street, unit: "water")
    case 2: Assignment(level: .community)
    default: Assignment(level: .grid)
    }
  }

  private mutating func closing() -> Closing {
    let basis: [ClosingBasis] = [.answers, .answers, .rating, .silence, .noContact]
    let chosen = basis.randomElement(using: &dice) ?? .answers
    let words = "已经向上报人说明，确实一时做不到，原因也讲清楚了。"
    guard chosen == .answers else { return Closing(basis: chosen, words: words) }
    let (solved, satisfied) = (chance(2), chance(2))
    return Closing(
      basis: chosen, answers: CallBack(contacted: true, solved: solved, satisfied: satisfied),
      words: words)
  }
}
