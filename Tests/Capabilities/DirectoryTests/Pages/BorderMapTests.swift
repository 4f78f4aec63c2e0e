import Kernel
import KernelTesting
import Testing

@testable import Directory

/// The map on which borders are drawn has the site's own ground.
struct BorderMapTests {
  private static func screen(_ ground: MapSettings) throws -> BorderMap? {
    let words = try PageBench.shared().renderer.words
    return EntryScreen(
      say: RegisterSay(words: words, language: .chinese, now: PageBench.now),
      around: Surroundings(region: "990101", [], on: CityTime.date(of: PageBench.now)),
      register: .grids, opened: nil, ground: ground
    ).view(nil).map
  }

  @Test func `tiles, their maker and their datum are those that were set`() throws {
    let ground = try #require(
      MapSettings(environment: [
        "LINLI_TILE_URL": "https://tiles.example/{z}/{x}/{y}.png",
        "LINLI_TILE_ATTRIBUTION": "© 测绘院", "LINLI_TILE_DATUM": "gcj02",
        "LINLI_TILE_MAX_ZOOM": "15",
      ]))
    let map = try #require(try Self.screen(ground))
    #expect(map.tiles == "https://tiles.example/{z}/{x}/{y}.png")
    #expect(map.attribution == "© 测绘院")
    #expect(map.datum == "gcj02")
    #expect(map.maxZoom == 15 && map.zoom == 15)
  }

  @Test func `without tiles the drawn ground is shown`() throws {
    let map = try #require(try Self.screen(MapSettings()))
    #expect(map.tiles.isEmpty && map.datum == "wgs84" && map.zoom == 17)
    #expect(map.basemap == "/assets/demo-basemap.geojson")
  }
}
