import Kernel

extension HolidayTable {
  /// The mainland's tables this release ships; the next year's notice comes each autumn.
  public static let stateCouncil = [year2024, year2025, year2026]

  /// 国办发明电〔2023〕7号 of 25 October 2023.
  static let year2024 = HolidayTable(
    2024, "国务院办公厅关于2024年部分节假日安排的通知(国办发明电〔2023〕7号,2023-10-25)",
    [
      ("元旦", (1, 1), (1, 1)), ("春节", (2, 10), (2, 17)), ("清明节", (4, 4), (4, 6)),
      ("劳动节", (5, 1), (5, 5)), ("端午节", (6, 10), (6, 10)), ("中秋节", (9, 15), (9, 17)),
      ("国庆节", (10, 1), (10, 7)),
    ],
    makeUp: [(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)])

  /// 国办发明电〔2024〕12号 of 12 November 2024.
  static let year2025 = HolidayTable(
    2025, "国务院办公厅关于2025年部分节假日安排的通知(国办发明电〔2024〕12号,2024-11-12)",
    [
      ("元旦", (1, 1), (1, 1)), ("春节", (1, 28), (2, 4)), ("清明节", (4, 4), (4, 6)),
      ("劳动节", (5, 1), (5, 5)), ("端午节", (5, 31), (6, 2)), ("国庆节、中秋节", (10, 1), (10, 8)),
    ],
    makeUp: [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)])

  /// 国办发明电〔2025〕7号 of 4 November 2025.
  static let year2026 = HolidayTable(
    2026, "国务院办公厅关于2026年部分节假日安排的通知(国办发明电〔2025〕7号,2025-11-04)",
    [
      ("元旦", (1, 1), (1, 3)), ("春节", (2, 15), (2, 23)), ("清明节", (4, 4), (4, 6)),
      ("劳动节", (5, 1), (5, 5)), ("端午节", (6, 19), (6, 21)), ("中秋节", (9, 25), (9, 27)),
      ("国庆节", (10, 1), (10, 7)),
    ],
    makeUp: [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)])

  private typealias Day = (month: Int, day: Int)

  private init(
    _ year: Int, _ source: String, _ holidays: [(String, Day, Day)], makeUp: [Day]
  ) {
    // A day that does not exist would fall out here; the tests count every table's days.
    func date(_ day: Day) -> LocalDate? { LocalDate(year: year, month: day.month, day: day.day) }
    self.init(
      year: year, source: source,
      holidays: holidays.compactMap { name, first, last in
        guard let first = date(first), let last = date(last) else { return nil }
        return Holiday(name: name, first: first, last: last)
      },
      makeUpDays: makeUp.compactMap(date))
  }
}
