public import Kernel

extension LimitTable {
  /// A time of the year before which some things have to be done, by a day that comes each year.
  public struct Season: Hashable, Codable, Sendable {
    public var code: String
    /// Digits of the places it is for, empty for everywhere; the longest that fits holds.
    public var area: String
    /// 1 to 12, and a day of that month; what no year has is no season.
    public var month: Int
    public var day: Int

    public init(code: String, area: String = "", month: Int, day: Int) {
      self.code = code
      self.area = area
      self.month = month
      self.day = day
    }

    /// The next one, today included.
    func next(from today: LocalDate) -> LocalDate? {
      [today.year, today.year + 1].lazy
        .compactMap { LocalDate(year: $0, month: month, day: day) }.first { $0 >= today }
    }
  }

  /// What a place has, each with its next last day; the nearest first.
  public func seasons(in area: String, on today: LocalDate) -> [CaseSeason] {
    let here = seasons.filter { area.hasPrefix($0.area) }
    let best = Dictionary(grouping: here, by: \.code).compactMap { _, all in
      all.max { $0.area.utf8.count < $1.area.utf8.count }
    }
    return best.compactMap { season in
      season.next(from: today).map { CaseSeason(code: season.code, dueOn: $0) }
    }.sorted { ($0.dueOn, $0.code) < ($1.dueOn, $1.code) }
  }

  /// Nil where the place has none of this code.
  public func season(_ code: String, in area: String, on today: LocalDate) -> CaseSeason? {
    seasons(in: area, on: today).first { $0.code == code }
  }
}
