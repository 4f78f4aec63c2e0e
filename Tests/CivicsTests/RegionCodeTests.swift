import Civics
import Testing

struct RegionCodeTests {
  @Test(arguments: [
    ("15", RegionCode.Level.province), ("1507", .prefecture), ("150703", .county),
    ("150703001", .township), ("150703001001", .village), ("441900", .prefecture),
    ("441900122", .township), ("441900122001", .village), ("110000000000", .province),
  ])
  func `short codes are filled and know their level`(typed: String, level: RegionCode.Level) throws
  {
    let code = try RegionCode(typed)
    #expect(code.level == level)
    #expect(code.rawValue.count == 12)
    #expect(code.rawValue.hasPrefix(code.prefix))
  }

  @Test(arguments: [
    ("441900122000", ["440000000000", "441900000000"]),
    ("442000100000", ["440000000000", "442000000000"]),
    ("460400100001", ["460000000000", "460400000000", "460400100000"]),
    ("150703001002", ["150000000000", "150700000000", "150703000000", "150703001000"]),
    ("330105005000", ["330000000000", "330100000000", "330105000000"]),
    ("150000000000", []),
  ])
  func `the way up skips the level a city does not have`(typed: String, above: [String]) throws {
    let code = try RegionCode(typed)
    #expect(code.path.map(\.rawValue) == above + [typed])
    #expect(code.parent?.rawValue == above.last)
  }

  @Test(arguments: [
    ("1507", "150703001"), ("150703", "150703001002"), ("441900", "441900122001"),
    ("441900122", "441900122001"), ("150703", "150703"), ("46", "460400100"),
  ])
  func `a place contains what lies in it`(outer: String, inner: String) throws {
    let (outer, inner) = (try RegionCode(outer), try RegionCode(inner))
    #expect(outer.contains(inner))
    #expect(outer.scope.contains(inner.rawValue))
    #expect(inner.contains(outer) == (inner == outer))
  }

  @Test(arguments: [
    ("150703", "150702001"), ("441900", "442000100"), ("150703001", "150703002"), ("15", "16"),
  ])
  func `and nothing else`(outer: String, other: String) throws {
    let (outer, other) = (try RegionCode(outer), try RegionCode(other))
    #expect(!outer.contains(other))
    #expect(!outer.scope.contains(other.rawValue))
  }

  @Test(arguments: [
    ("", RegionCode.ParseError.wrongLength), ("1", .wrongLength), ("150", .wrongLength),
    ("1507030010020", .wrongLength), ("15070A", .notDigits), ("000703", .levelMissing(.province)),
    ("150003", .levelMissing(.prefecture)), ("150700001", .levelMissing(.county)),
    ("150703000001", .levelMissing(.township)), ("441900000001", .levelMissing(.township)),
  ])
  func `a code with a hole says where`(typed: String, error: RegionCode.ParseError) {
    #expect(throws: error) { try RegionCode(typed) }
  }

  @Test func `which cities have no counties is data`() throws {
    var rules = RegionCode.Rules.standard
    rules.citiesWithoutCounties = ["6202"]
    #expect(try RegionCode("620200100", rules: rules).parent?.rawValue == "620200000000")
    #expect(throws: RegionCode.ParseError.levelMissing(.county)) {
      try RegionCode("441900122", rules: rules)
    }
  }

  @Test func `a stored code must have twelve digits and its upper levels`() {
    #expect(RegionCode(rawValue: "150703001001") != nil)
    #expect(RegionCode(rawValue: "150700001000") != nil, "stored under other rules")
    for wrong in ["150703", "15070300100A", "150703000001", "150003000000", ""] {
      #expect(RegionCode(rawValue: wrong) == nil)
    }
  }

  @Test(arguments: [
    ("150703001", RegionCode.TownshipKind.street), ("150703099", .street), ("150703100", .town),
    ("450125101", .town), ("441900199", .town), ("150703200", .township), ("150703399", .township),
    ("150703400", .townshipLike), ("150703599", .townshipLike), ("150703600", nil),
    ("150703", nil),
  ])
  func `township numbers say the kind`(typed: String, kind: RegionCode.TownshipKind?) throws {
    #expect(try RegionCode(typed).townshipKind() == kind)
  }

  @Test(arguments: [
    ("150703001001", RegionCode.VillageKind.residentsCommittee),
    ("150703001199", .residentsCommittee), ("150703001200", .villagersCommittee),
    ("150703001399", .villagersCommittee), ("150703001400", .villageLike),
    ("150703001999", .villageLike), ("150703001", nil),
  ])
  func `village numbers say the kind`(typed: String, kind: RegionCode.VillageKind?) throws {
    #expect(try RegionCode(typed).villageKind() == kind)
  }

  @Test func `a village knows its district`() throws {
    let village = try RegionCode("150703001002")
    #expect(village.at(.county).rawValue == "150703000000")
    #expect(village.short6 == "150703")
  }

  @Test func `parent and contains agree for any code`() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<300 {
      let parts = [2, 2, 2, 3, 3].map { width in
        let digits = (0..<width).map { _ in Int.random(in: 1...9, using: &generator) }
        return digits.map(String.init).joined()
      }
      let depth = Int.random(in: 1...5, using: &generator)
      let code = try RegionCode(parts.prefix(depth).joined())
      #expect(code.path.count == depth)
      for above in code.path { #expect(above.contains(code)) }
      #expect(code.parent.map { $0.level < code.level && $0.contains(code) } ?? (depth == 1))
    }
  }
}
