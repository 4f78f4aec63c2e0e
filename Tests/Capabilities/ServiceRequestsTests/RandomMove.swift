import Casework
import Civics
import Kernel
import KernelTesting

@testable import ServiceRequests

/// A move of one kind with what chance gives it.
struct RandomMove {
  let town: Town
  let kind: CaseMove.Kind

  func move(_ dice: inout SeededGenerator) async throws -> CaseMove? {
    let coin = Bool.random(using: &dice)
    switch kind {
    case .merge: return .merge(into: try await town.submit(by: .hong))
    case .file:
      return .file(
        Filing(
          classCode: "housing_urban",
          urgency: Urgency.allCases.randomElement(using: &dice) ?? .normal,
          limit: coin ? nil : Limit(3, .workingDays)))
    case .dispatch: return .dispatch(assignment(&dice))
    case .reassign: return .reassign(assignment(&dice), reason: "换一家来办更合适")
    case .setCoUnits: return .setCoUnits(coin ? ["water"] : [], reason: "要一起开挖")
    case .object: return .object(reason: "院内灯杆不归我们", whose: "物业")
    case .decideObjection: return .decideObjection(upheld: coin, reason: "看过台账了")
    case .contact: return .contact(words: nil)
    case .askExtension:
      return .askExtension(amount: Int.random(in: 1...2, using: &dice), reason: "要等施工许可")
    case .decideExtension: return .decideExtension(granted: coin, reason: "看过现场了")
    case .park:
      let day = CityTime.date(of: town.clock.now)
        .adding(days: Int.random(in: 1...30, using: &dice))
      return .park(.init(cause: .season, plan: "化冻以后再挖开重做这一段管线", reviewOn: day))
    case .escalate: return .escalate(reason: "要区里出钱", unit: coin ? "treasury" : nil)
    case .close: return .close(closing(&dice))
    case .rate:
      let marks: [CaseRating.Mark] = [.done, .soSo, .notDone]
      return .rate(marks.randomElement(using: &dice) ?? .done, contacted: coin, words: nil)
    case .recount, .climb, .submit, .askOutside, .revokeOutside: return nil
    default: return try await Step(kind, from: .submitted, by: .ming).move(in: town)
    }
  }

  private func assignment(_ dice: inout SeededGenerator) -> Assignment {
    let unit = ["power", "water", nil, nil].randomElement(using: &dice) ?? nil
    let levels: [CaseLevel] = [.grid, .community, .street, .district]
    return Assignment(
      level: unit == nil ? levels.randomElement(using: &dice) ?? .grid : .district, unit: unit,
      limit: Int.random(in: 0..<3, using: &dice) == 0 ? Limit(2, .workingDays) : nil)
  }

  private func closing(_ dice: inout SeededGenerator) -> Closing {
    let solved = Bool.random(using: &dice)
    let answers = CallBack(contacted: true, solved: solved, satisfied: solved)
    return Closing(basis: .answers, answers: answers, words: "已经向上报人说明，确实一时做不到，原因也讲清楚了。")
  }
}
