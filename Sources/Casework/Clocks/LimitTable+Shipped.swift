import Civics
import Kernel

extension LimitTable {
  /// What this release ships; a district edits it (docs/rules.md §5).
  ///
  /// Accepting within 30 minutes of service hours, the levels' limits: `[design]`. Dispatch in 1, 2
  /// or 24 hours, feedback in 2 or 24 hours and 7 days: the Beijing hotline's service standard.
  public static let shipped: LimitTable = {
    guard let from = LocalDate(year: 2000, month: 1, day: 1) else {
      fatalError("the shipped limits are broken")
    }
    return LimitTable(
      version: "shipped-1", from: from, accept: of(30, .workingMinutes),
      dispatch: ByUrgency(
        normal: of(24, .urgentHours), urgent: of(2, .urgentHours), emergency: of(1, .urgentHours)),
      contact: ByUrgency(
        normal: of(24, .urgentHours), urgent: of(2, .urgentHours), emergency: of(1, .urgentHours)),
      general: of(7, .calendarDays),
      levels: ByLevel(
        grid: of(4, .workingHours), community: of(1, .workingDays), street: of(3, .workingDays),
        district: of(7, .calendarDays), leader: of(15, .calendarDays)),
      services: [:], check: of(5, .workingDays), rate: of(7, .urgentDays),
      objection: of(4, .workingHours), decide: of(4, .workingHours),
      ladder: Ladder(
        chief: ByUrgency(
          normal: of(4, .workingHours), urgent: of(2, .urgentHours),
          emergency: of(1, .urgentHours)),
        leader: ByUrgency(
          normal: of(1, .workingDays), urgent: of(4, .urgentHours),
          emergency: of(2, .urgentHours))),
      rules: Rules())
  }()

  private static func of(_ amount: Int, _ unit: Limit.Unit) -> Limit {
    guard let limit = Limit(amount, unit) else { fatalError("the shipped limits are broken") }
    return limit
  }
}

extension LimitBook {
  public static let shipped: LimitBook = {
    guard let book = LimitBook([.shipped]) else { fatalError("the shipped limits are broken") }
    return book
  }()
}
