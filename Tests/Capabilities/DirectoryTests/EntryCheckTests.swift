import Kernel
import Testing

@testable import Directory

struct EntryCheckTests {
  static let today = LocalDate(dayNumber: 20_000)

  static let around = Surroundings(
    region: "990101",
    [
      Entry(.regions, "990101001", ["name": "桐荫街道", "border": frame]),
      Entry(.regions, "990101001002", ["name": "柳巷社区"]),
      Entry(.grids, "990101001002011", ["name": "11 网格", "border": border]),
      Entry(.units, "works", ["name": "城建办"]),
      Entry(.units, "road", ["name": "道路队", "parent": "works"]),
    ], on: today)

  static let border = text(BorderTests.square(118, 29))
  private static let frame = text(BorderTests.square(117.99, 28.99, side: 0.03))

  private static func text(_ lines: String) -> String { (try? Border.read(lines))?.text ?? "" }

  static let unit = ["unit": "power", "name": "供电所", "kind": "enterprise", "phone": "019-61000001"]
  static let grid = ["grid": "990101001002012", "name": "12 网格"]

  private func faults(_ register: Register, _ values: [String: String]) -> [String] {
    EntryCheck.check(register, values, in: Self.around).faults.map {
      $0.field + " " + ($0.message.split(separator: ".").last ?? "")
    }
  }

  @Test func `a line in order has no faults and its usual form`() {
    let typed = Self.unit.merging([
      "unit": " Power ", "credit": "91350100m000100y43", "area": "990101001000",
      "hours": "8:00－12:00，14：00-18:00", "duties": "utilities/power，utilities", "parent": "WORKS",
    ]) { $1 }
    let outcome = EntryCheck.check(.units, typed, in: Self.around)

    #expect(outcome.faults == [])
    #expect(outcome.code == "power")
    #expect(
      outcome.values == [
        "name": "供电所", "kind": "enterprise", "phone": "019-61000001",
        "credit": "91350100M000100Y43", "area": "990101001",
        "hours": "08:00-12:00 14:00-18:00", "duties": "utilities utilities/power",
        "parent": "works",
      ])
  }

  @Test(arguments: [
    ("unit", "", "missing"), ("unit", "供电所", "code"), ("name", "", "missing"),
    ("name", "=HYPERLINK(1)", "formula"), ("kind", "club", "kind"),
    ("credit", "91350100M000100Y4", "credit-length"),
    ("credit", "91350100M000100YO3", "credit-character"),
    ("credit", "91350100M000100Y44", "credit-check"), ("phone", "61000001", "phone"),
    ("parent", "nobody", "unit"), ("parent", "power", "unit"), ("area", "990101009", "area"),
    ("area", "110101", "area"), ("hours", "12:00-08:00", "hours"), ("hours", "上午", "hours"),
    ("duties", "Utilities", "duty"), ("duties", "a/b/c", "duty"),
  ])
  func `what is wrong in a unit is named`(key: String, value: String, wanted: String) {
    let found = faults(.units, Self.unit.merging([key: value]) { $1 })

    #expect(found == ["\(key) \(wanted)"])
  }

  @Test func `organisations may not lead back to themselves`() {
    #expect(
      faults(
        .units,
        ["unit": "works", "name": "城建办", "kind": "department", "phone": "12345", "parent": "road"])
        == ["parent circle"])
  }

  @Test(
    arguments: [
      ("990101001003", []), ("990101001003000", ["region region"]),
      ("99010100100", ["region region"]),
      ("990101000000", ["region region"]), ("110101001000", ["region outside"]),
      ("990101002001", ["region above"]), ("990101002", []), ("990101002000", []),
    ] as [(String, [String])])
  func `regions have their levels`(code: String, wanted: [String]) {
    #expect(faults(.regions, ["region": code, "name": "x"]) == wanted)
  }

  @Test func `a city without counties has its streets below itself`() {
    let around = Surroundings(region: "441900", [], on: Self.today)
    let outcome = EntryCheck.check(
      .regions, ["region": "441900122000", "name": "厚街镇"], in: around)

    #expect(outcome.faults == [])
    #expect(outcome.code == "441900122")
  }

  @Test(
    arguments: [
      (["grid": "99010100100201"], ["grid grid"]), (["grid": "990101001009001"], ["grid above"]),
      (["latitude": "29"], ["latitude half-point"]),
      (["latitude": "91", "longitude": "118"], ["latitude degrees"]),
      (
        ["border": BorderTests.square(118.002, 29), "latitude": "29.0005", "longitude": "118"],
        ["latitude post-outside"]
      ),
      (
        [
          "border": BorderTests.square(118.002, 29), "latitude": "29.0005", "longitude": "118.0025",
        ], []
      ),
      (["border": BorderTests.square(118.015, 29)], []),
      (["border": BorderTests.square(118.0195, 29.0195)], ["border beyond"]),
      (["border": "hello"], ["border unreadable"]),
    ] as [([String: String], [String])])
  func `grids lie in their community and inside what is above`(
    values: [String: String], wanted: [String]
  ) {
    #expect(faults(.grids, Self.grid.merging(values) { $1 }) == wanted)
  }

  @Test func `overlaps are measured, and half of one is the same one`() throws {
    func overlaps(_ x: Double) throws -> [BorderRule.Overlap] {
      BorderRule.overlaps(
        of: try Border.read(BorderTests.square(x, 29)), .grids, "990101001002012",
        in: Self.around)
    }

    #expect(try overlaps(118.001).isEmpty)
    #expect(try overlaps(118.0009).map(\.isRefused) == [false])
    #expect(try overlaps(118.0002).map(\.isRefused) == [true])
    let square = try Border.read(Self.border).squareMetres
    #expect(abs((try overlaps(118.0009).first?.squareMetres ?? 0) - square / 10) < 1)
    let own = BorderRule.overlaps(
      of: try Border.read(Self.border), .grids, "990101001002011", in: Self.around)
    #expect(own.isEmpty)
  }

  @Test(
    arguments: [
      (["off": "元旦 2027-01-01~2027-01-03", "work": "2027-01-09"], []),
      (["year": "27"], ["year year"]),
      (["off": "2027-01-01"], ["off off"]), (["work": "9 日"], ["work work"]),
      (["off": "元旦 2027-01-03~2027-01-01"], ["off turned"]),
      (["off": "元旦 2030-01-01"], ["off stray"]),
      (["off": "元旦 2027-01-09", "work": "2027-01-09"], ["off holidays-wrong"]),
    ] as [([String: String], [String])])
  func `a year's days are checked together`(values: [String: String], wanted: [String]) {
    #expect(
      faults(.holidays, ["year": "2027", "source": "国办"].merging(values) { $1 }) == wanted)
  }

  @Test func `a post needs somebody or somewhere`() {
    let post = ["post": "night", "name": "夜间值班", "phone": "019-61000110"]
    #expect(faults(.posts, post) == ["office nobody"])
    #expect(faults(.posts, post.merging(["office": "works"]) { $1 }) == [])
    #expect(faults(.posts, post.merging(["area": "990101001002011"]) { $1 }) == [])
  }
}
