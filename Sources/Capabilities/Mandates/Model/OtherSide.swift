import Contracts
import Kernel

/// The other person of a mandate, as far as this one may know.
///
/// Whoever wrote to a number learns nothing about it before an answer: only the mask they typed.
struct OtherSide: Hashable, Sendable {
  let name: String?
  let phone: String?

  init(_ mandate: Mandate, _ own: Mandate.Side, _ cards: [Identifier<Person>: PersonCard]) {
    let person = own == .principal ? mandate.delegate : mandate.principal
    let isAsker = mandate.askedBy == own
    let isAnswered = mandate.confirmedAt != nil
    guard !isAsker || isAnswered else {
      name = mandate.typedName
      phone = mandate.maskedPhone
      return
    }
    let card = person.flatMap { cards[$0] }
    name = card.flatMap { $0.name.isEmpty ? nil : $0.name } ?? mandate.typedName
    phone = card?.maskedPhone ?? (isAsker ? mandate.maskedPhone : nil)
  }
}

extension Mandate {
  /// What people are told: an end that the job has not noted yet is an end.
  func stateShown(at now: Timestamp) -> State {
    [.pending, .active].contains(state) && now >= untilAt ? .expired : state
  }
}
