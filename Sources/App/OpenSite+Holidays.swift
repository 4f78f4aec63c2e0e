import Civics
import Directory
import Kernel

extension OpenSite {
  /// A file that is no holiday table, and where it is not.
  public struct HolidayFileFault: Error, CustomStringConvertible {
    public let description: String
  }

  /// Puts a year's holidays in force; false when its days were in force before.
  ///
  /// The server counts the limits of open cases anew then.
  /// - Throws: `HolidayFileFault`, `Problem(.invalid)`.
  public func importHolidays(_ bytes: [UInt8]) async throws -> (year: Int, isNew: Bool) {
    let table: HolidayTable
    do {
      table = try JSONText.decode(HolidayTable.self, from: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw HolidayFileFault(
        description: """
          This is no holiday table. One looks so: {"year": 2027, "source": "the notice", \
          "holidays": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}], \
          "makeUpDays": ["2027-01-09"]}
          """)
    }
    guard (1949...2999).contains(table.year) else {
      throw HolidayFileFault(description: "There is no year \(table.year).")
    }
    let days = table.makeUpDays + table.holidays.flatMap { [$0.first, $0.last] }
    // New year's holidays begin in December.
    if let stray = days.first(where: { abs($0.year - table.year) > 1 }) {
      throw HolidayFileFault(description: "\(stray) is no day of the notice for \(table.year).")
    }
    if let turned = table.holidays.first(where: { $0.last < $0.first }) {
      throw HolidayFileFault(description: "\(turned.name) ends before it begins.")
    }
    let isNew = try await city.directory.save(table)
    return (table.year, isNew)
  }
}
