import Kernel
import Testing

struct MapSettingsTests {
  @Test(arguments: [
    ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example"),
    ("https://{s}.tiles.example:8443/{z}/{x}/{y}", "https://*.tiles.example:8443"),
  ])
  func `the tiles' place goes into the content policy`(tiles: String, origin: String) throws {
    let map = try #require(
      MapSettings(environment: ["LINLI_TILE_URL": tiles, "LINLI_TILE_DATUM": "GCJ02"]))
    #expect(map.origin == origin)
    #expect(map.datum == .gcj02)
  }

  @Test(arguments: [
    "tiles.example/{z}/{x}/{y}", "https://tiles.example/{z}/{x}", "https:///{z}/{x}/{y}",
    "https://a b/{z}/{x}/{y}", "https://a;script-src *;/{z}/{x}/{y}", "javascript://a/{z}{x}{y}",
  ])
  func `an address that cannot be one is none`(tiles: String) {
    #expect(MapSettings(environment: ["LINLI_TILE_URL": tiles]) == nil)
  }

  @Test func `without any the drawn map is shown`() throws {
    let map = try #require(MapSettings(environment: [:]))
    #expect(map.tiles.isEmpty && map.origin == nil && map.datum == .wgs84)
    #expect(MapSettings(environment: ["LINLI_TILE_DATUM": "bd09"]) == nil)
  }
}
