import Contracts
import Kernel
import KernelTesting

@testable import Mandates

/// A family's permissions as the pages show them: none, one and many.
struct MandateSamples {
  let say: MandateSay

  static let mother = MandateBench.mother
  static let daughter = MandateBench.daughter
  static let cards: [Identifier<Person>: PersonCard] = [
    mother: PersonCard(person: mother, name: "王桂兰", maskedPhone: "138 **** 3187", post: nil),
    daughter: PersonCard(person: daughter, name: "李慧芳", maskedPhone: "138 **** 2076", post: nil),
    MandateBench.window: PersonCard(
      person: MandateBench.window, name: "温和", maskedPhone: nil, post: "柳巷社区工作者"),
  ]
  static let now = PageBench.now

  static func mandate(
    _ number: Int, _ state: Mandate.State, askedBy: Mandate.Side = .delegate,
    basis: Mandate.Basis = .ownWill, reason: Mandate.EndReason? = nil
  ) -> Mandate {
    let isPending = state == .pending
    return Mandate(
      id: Identifier(rawValue: "00000000-0000-7000-8000-00000000000\(number)"),
      principal: isPending && askedBy == .delegate && basis == .ownWill ? nil : mother,
      delegate: isPending && askedBy == .principal ? nil : daughter,
      relation: basis == .ownWill ? .child : .guardian, basis: basis, askedBy: askedBy,
      invited: askedBy == .delegate ? mother : daughter, state: state,
      maskedPhone: basis == .ownWill ? "138 **** 3187" : nil,
      typedName: basis == .ownWill ? nil : "李小满", code: "12345678",
      askedAt: now.adding(days: -2),
      untilAt: CityTime.instant(CityTime.date(of: now), hour: 24)
        .adding(days: 220),
      confirmedAt: isPending ? nil : now.adding(days: -1), proof: isPending ? nil : .ownDevice,
      endedAt: reason == nil ? nil : now.adding(hours: -2), endReason: reason,
      consentVersion: nil, version: 1)
  }

  static let switches = MandateScope.allCases.map { scope in
    MandateSwitch(
      scope: scope, isOn: [.viewReport, .receiveReminder, .receiveFraudWarning].contains(scope))
  }

  static func look(
    _ mandate: Mandate, ward: Bool = false, isChecked: Bool = true
  ) -> MandateActions.Look {
    let entries = [
      MandateEntry(
        at: now.adding(hours: -3), actor: daughter, role: .delegate, move: .used,
        detail: "view_report"),
      MandateEntry(
        at: now.adding(hours: -5), actor: mother, role: .principal, move: .switchedOff,
        detail: "pay"),
      MandateEntry(
        at: now.adding(days: -1), actor: mother, role: .principal, move: .confirmed, detail: nil),
      MandateEntry(
        at: now.adding(days: -2), actor: daughter, role: .delegate, move: .asked, detail: nil),
    ]
    let born = LocalDate(year: 2015, month: 6, day: 1)
    return MandateActions.Look(
      mandate: mandate, switches: switches,
      entries: mandate.state == .pending ? Array(entries.suffix(1)) : entries, cards: cards,
      ward: ward ? born.map { Ward(maskedNumber: "330***********0036", born: $0) } : nil,
      isChecked: isChecked)
  }

  /// Where a check stands, with what is asked.
  static func standing(
    _ state: RealNameCheck.State?, childUntil: Timestamp? = nil
  ) -> RealNameActions.Standing {
    RealNameActions.Standing(
      check: state.map {
        RealNameCheck(
          id: Identifier(rawValue: "n"), person: mother, maskedNumber: "110***********0041",
          state: $0, tries: 1, askedAt: now, decidedAt: nil, childUntilAt: childUntil)
      }, text: text)
  }

  static func overview(_ mandates: [Mandate]) -> MandateActions.Overview {
    MandateActions.Overview(
      mandates: mandates,
      switches: Dictionary(uniqueKeysWithValues: mandates.map { ($0.id, switches) }), cards: cards)
  }

  static let text = ConsentText(
    purpose: .survey, version: 1, validFrom: Timestamp(milliseconds: 0), isNewUse: true,
    isSensitive: false, kinds: [.ratings, .matters], recipient: nil, quietDays: 180,
    chinese: .init(
      title: "用您的评价改进服务", why: "把您办过的事和评价放进统计，看哪类事办得慢、哪里总返工。",
      effect: "统计里没有姓名和电话。不同意，什么都不影响。"),
    english: .init(
      title: "Learning from your ratings", why: "Your matters and ratings go into figures.",
      effect: "The figures hold no names. If you say no, nothing changes for you."))

  static func books(_ decision: Consent.Decision?) -> [ConsentBook] {
    let last = decision.map {
      Consent(
        id: Identifier(rawValue: "c"), person: mother, givenBy: mother, purpose: .survey,
        version: 1, decision: $0, decidedAt: now.adding(days: -3), withdrawnAt: nil)
    }
    return [ConsentBook(texts: [text], last: last)]
  }
}
