public import Kernel

/// Before what time of the year a matter has to be done, and by which day: 上冻前.
///
/// The day is written with the case, so that another table later moves nothing.
public struct CaseSeason: Hashable, Codable, Sendable {
  /// The table's code, such as `before_freeze`.
  public let code: String
  public let dueOn: LocalDate

  public init(code: String, dueOn: LocalDate) {
    self.code = code
    self.dueOn = dueOn
  }
}

extension CaseSource {
  /// Found by those who work here, before anybody had to ask (docs/rules.md §4).
  public var isProactive: Bool { self == .inspection }
}
