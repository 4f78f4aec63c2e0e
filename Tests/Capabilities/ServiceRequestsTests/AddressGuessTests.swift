import Contracts
import Testing

@testable import ServiceRequests

/// What an address tells of where it is, by the directory's names alone.
struct AddressGuessTests {
  private static func area(_ code: String, _ name: String, _ english: String) -> CityPlan.Area {
    CityPlan.Area(code: code, name: name, latitude: nil, longitude: nil, english: english)
  }

  private static let plan = CityPlan(
    units: [],
    areas: [
      area("990101001", "桐荫街道", "Tongyin street"),
      area("990101001002", "柳巷社区", "Liuxiang community"),
      area("990101001002001", "1 网格", "Grid 1"), area("990101001002011", "11 网格", "Grid 11"),
      area("990101001003", "新柳巷社区", "Xin Liuxiang community"),
      area("990101001003011", "11 网格", "Grid 11"),
      area("990101001004", "东社区", "East community"),
      area("990101001005", "清河村", "Qinghe village"),
    ])

  @Test(arguments: [
    ("柳巷 12 号楼", "990101001002"), ("柳巷社区 11网格 3 号楼", "990101001002011"),
    ("柳巷 １１ 网格", "990101001002011"), ("liuxiang rd. 12", "990101001002"),
    // The longer name holds the shorter one.
    ("新柳巷 3 号楼", "990101001003"), ("清河边上的厂房", "990101001005"),
    // A grid alone is in every community, one letter in half of all addresses.
    ("11 网格", nil), ("东头垃圾桶旁边", nil), ("学府路 3 号", nil), ("", nil),
    // Two places in one sentence.
    ("柳巷到清河的路口", nil),
  ])
  func `a community is known by its name, a grid with it`(address: String, code: String?) {
    #expect(AddressGuess(Self.plan).area(of: address)?.code == code)
  }
}
