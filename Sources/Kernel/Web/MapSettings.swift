/// Where maps get their ground from; without tiles the drawn basemap of the resources is shown.
public struct MapSettings: Sendable, Hashable {
  /// The datum that tiles are drawn in; what we keep is always WGS-84.
  public enum Datum: String, Sendable { case wgs84, gcj02 }

  /// Address of a tile with `{z}`, `{x}` and `{y}`; empty shows the drawn basemap.
  public var tiles = ""
  /// Who made the tiles, as their terms want it said.
  public var attribution = ""
  public var datum = Datum.wgs84
  public var maxZoom = 19

  public init() {}

  /// Reads `LINLI_TILE_URL`, `LINLI_TILE_ATTRIBUTION`, `LINLI_TILE_DATUM` and
  /// `LINLI_TILE_MAX_ZOOM`; nil for an address or datum that maps could not use.
  public init?(environment: [String: String]) {
    tiles = environment["LINLI_TILE_URL"] ?? ""
    attribution = environment["LINLI_TILE_ATTRIBUTION"] ?? ""
    if let text = environment["LINLI_TILE_DATUM"] {
      guard let datum = Datum(rawValue: text.lowercased()) else { return nil }
      self.datum = datum
    }
    if let zoom = environment["LINLI_TILE_MAX_ZOOM"].flatMap({ Int($0) }), (1...24).contains(zoom) {
      maxZoom = zoom
    }
    guard tiles.isEmpty || origin != nil && ["{z}", "{x}", "{y}"].allSatisfy(tiles.contains) else {
      return nil
    }
  }

  /// Scheme and host of the tiles, for the content policy; a `{s}` before the host allows them all.
  public var origin: String? {
    guard let scheme = tiles.firstRange(of: "://"),
      ["https", "http"].contains(String(tiles[..<scheme.lowerBound]))
    else { return nil }
    let host = tiles[scheme.upperBound...].prefix { $0 != "/" }
    guard !host.isEmpty,
      host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-:{}".contains($0)) })
    else { return nil }
    return String(tiles[..<scheme.upperBound]) + String(host).replacing("{s}", with: "*")
  }
}
