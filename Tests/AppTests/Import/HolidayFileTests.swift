import Civics
import Directory
import KernelTesting
import Testing

@testable import App
@testable import Kernel

/// A year's days off from a file.
struct HolidayFileTests {
  private static let notice = """
    {"year": 2027, "source": "通知",
     "holidays": [{"name": "元旦", "first": "2026-12-31", "last": "2027-01-02"}],
     "makeUpDays": ["2027-01-09"]}
    """

  @Test(arguments: Backend.all)
  func `a file of days off is in force once`(backend: Backend) async throws {
    let site = try await TestCity.open(backend).places[0].open
    let (newYear, saturday) = (LocalDate("2027-01-01"), LocalDate("2027-01-09"))

    let first = try await site.importHolidays(Array(Self.notice.utf8))
    let second = try await site.importHolidays(Array(Self.notice.utf8))

    #expect(first.year == 2027 && first.isNew && !second.isNew)
    let calendar = site.city.directory.calendar
    #expect(!calendar.isWorkingDay(try #require(newYear)))
    #expect(calendar.isWorkingDay(try #require(saturday)))
  }

  @Test(arguments: [
    "", "[]", "{\"year\": 2027}", "名字,日期",
    notice.replacing("2027", with: "27"), notice.replacing("2027-01-09", with: "2027-02-30"),
    notice.replacing("2027-01-09", with: "2099-01-09"),
    notice.replacing("2026-12-31", with: "2027-01-08"),
  ])
  func `what is no table of a year is refused with a sentence`(text: String) async throws {
    let site = try await TestCity.open(.sqlite).places[0].open
    let before = try await TableDump(of: site.platform.database)

    let fault = await #expect(throws: OpenSite.HolidayFileFault.self) {
      try await site.importHolidays(Array(text.utf8))
    }

    #expect(fault?.description.isEmpty == false)
    #expect(before.changes(to: try await TableDump(of: site.platform.database)) == [])
  }
}
