/// How long something may take.
///
/// The four units of city management, their minutes, and the calendar days of petition law.
public struct Limit: Hashable, Sendable {
  public let unit: Unit
  /// In units, 1 to 1,000,000.
  public let amount: Int
  /// The share of the limit after which it is near, 1 to 100.
  public let warnPercent: Int
  public let counting: Counting

  public static let amounts = 1...1_000_000
  public static let usualWarnPercent = 75

  /// 工作时, 工作日 run in office hours; 紧急 ones run on; 日 are calendar days.
  public enum Unit: String, Codable, Sendable, CaseIterable {
    case workingMinutes = "working_minutes"
    case workingHours = "working_hours"
    case workingDays = "working_days"
    case urgentMinutes = "urgent_minutes"
    case urgentHours = "urgent_hours"
    case urgentDays = "urgent_days"
    case calendarDays = "calendar_days"

    /// How this unit is counted unless the limit says otherwise.
    public var usualCounting: Counting { self == .calendarDays ? .civilToClosing : .running }

    func allows(_ counting: Counting) -> Bool {
      switch self {
      case .workingDays: true
      case .calendarDays: counting != .running
      default: counting == .running
      }
    }
  }

  /// Running time, or whole days as the Civil Code counts them.
  ///
  /// Art. 201: the start day is not counted, and hours run from the stated moment. Art. 203: the
  /// last day ends at 24:00, or at closing time where there are office hours; the former suits what
  /// residents may do online, the latter what an office owes.
  public enum Counting: String, Codable, Sendable, CaseIterable {
    case running
    case civilToClosing = "civil_to_closing"
    case civilToMidnight = "civil_to_midnight"
  }

  /// Nil for an amount or a percentage out of range, or a counting the unit does not have.
  public init?(
    _ amount: Int, _ unit: Unit, warnPercent: Int = usualWarnPercent, counting: Counting? = nil
  ) {
    let counting = counting ?? unit.usualCounting
    guard Self.amounts.contains(amount), (1...100).contains(warnPercent), unit.allows(counting)
    else { return nil }
    (self.unit, self.amount) = (unit, amount)
    (self.warnPercent, self.counting) = (warnPercent, counting)
  }

  /// The same limit, longer, as an approved extension grants it; nil when that is out of range.
  public func extended(by more: Int) -> Limit? {
    let (sum, overflow) = amount.addingReportingOverflow(more)
    guard more > 0, !overflow else { return nil }
    return Limit(sum, unit, warnPercent: warnPercent, counting: counting)
  }

  /// Half the limit, for work that has to be done again; never less than one minute or day.
  ///
  /// Nil when an odd amount is so large that half of it in a smaller unit is out of range.
  public func halved(hoursPerWorkingDay: Int) -> Limit? {
    let (smaller, factor) = finer(hoursPerWorkingDay)
    let half = counting == .running ? amount * factor / 2 : (amount + 1) / 2
    let unit = counting == .running ? smaller : unit
    return Limit(max(half, 1), unit, warnPercent: warnPercent, counting: counting)
  }

  /// A unit in which half of the amount is whole, and how many of it make one.
  private func finer(_ hoursPerWorkingDay: Int) -> (Unit, Int) {
    guard amount % 2 == 1 else { return (unit, 1) }
    return switch unit {
    case .workingDays where hoursPerWorkingDay % 2 == 0: (.workingHours, hoursPerWorkingDay)
    case .workingDays: (.workingMinutes, hoursPerWorkingDay * 60)
    case .workingHours: (.workingMinutes, 60)
    case .urgentDays: (.urgentHours, 24)
    case .urgentHours: (.urgentMinutes, 60)
    case .workingMinutes, .urgentMinutes, .calendarDays: (unit, 1)
    }
  }
}

extension Limit: Codable {
  private enum Key: CodingKey { case unit, amount, warnPercent, counting }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let limit = Limit(
      try container.decode(Int.self, forKey: .amount),
      try container.decode(Unit.self, forKey: .unit),
      warnPercent: try container.decodeIfPresent(Int.self, forKey: .warnPercent)
        ?? Self.usualWarnPercent,
      counting: try container.decodeIfPresent(Counting.self, forKey: .counting))
    guard let limit else {
      throw DecodingError.dataCorruptedError(
        forKey: .amount, in: container, debugDescription: "there is no such limit")
    }
    self = limit
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(unit, forKey: .unit)
    try container.encode(amount, forKey: .amount)
    try container.encode(warnPercent, forKey: .warnPercent)
    try container.encode(counting, forKey: .counting)
  }
}
