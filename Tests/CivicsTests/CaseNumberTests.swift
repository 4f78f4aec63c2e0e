import Civics
import Kernel
import Testing

struct CaseNumberTests {
  private let region: RegionCode
  private let day = LocalDate(dayNumber: 20_779)  // 2026-11-22

  init() throws { region = try #require(RegionCode(rawValue: "150703001000")) }

  @Test func `it is put together from region, day, letter and serial`() throws {
    let number = try #require(
      CaseNumber(region: region, date: day, module: "W", serial: 417))
    #expect(number.rawValue == "15070320261122W000417")
    #expect(number.short(prefix: "TY") == "TY-1122-0417")
    #expect(number.region6 == "150703")
    let read = try #require(CaseNumber(rawValue: number.rawValue))
    #expect(read.date == day && read.module == "W" && read.serial == 417)
  }

  @Test func `a long serial is not cut on screens`() throws {
    let number = try #require(CaseNumber(rawValue: "15070320261122W123456"))
    #expect(number.short(prefix: "TY") == "TY-1122-123456")
  }

  @Test func `one of another year says which`() throws {
    let number = try #require(CaseNumber(rawValue: "15070320191122W000417"))
    #expect(number.short(prefix: "TY", in: 2026) == "TY-2019-1122-0417")
    #expect(number.short(prefix: "TY", in: 2019) == "TY-1122-0417")
  }

  @Test(arguments: [0, -1, 1_000_000])
  func `a serial out of range makes no number`(serial: Int) throws {
    #expect(
      CaseNumber(region: region, date: day, module: "W", serial: serial) == nil)
  }

  @Test(arguments: [
    "", "15070320261122W00417", "15070320261122w000417", "15070320261322W000417",
    "1507032026112200000417", "15070320261122W000000", "1507O320261122W000417",
    "15070320261122W0004170",
  ])
  func `anything else is refused`(text: String) {
    #expect(CaseNumber(rawValue: text) == nil)
  }

  @Test(arguments: ["w", "1", "É", "网"] as [Character])
  func `a module is a capital letter`(module: Character) throws {
    #expect(CaseNumber(region: region, date: day, module: module, serial: 1) == nil)
  }
}
