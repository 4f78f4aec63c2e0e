import Foundation

/// The grids drawn on the demo's basemap.
struct Basemap: Decodable {
  /// Number, border, and the middle of its corners.
  struct Grid: Sendable {
    let number: Int
    /// Longitude and latitude pairs, closed.
    let border: [[Double]]

    var latitude: Double { middle(1) }
    var longitude: Double { middle(0) }

    /// The first corner comes again at the end and does not count twice.
    private func middle(_ axis: Int) -> Double {
      let corners = border.dropLast()
      return corners.reduce(0) { $0 + $1[axis] } / Double(max(1, corners.count))
    }
  }

  private let features: [Feature]

  /// By number.
  var grids: [Grid] {
    features.compactMap { feature in
      guard let number = feature.properties.number, case .polygon(let ring) = feature.geometry
      else { return nil }
      return Grid(number: number, border: ring)
    }.sorted { $0.number < $1.number }
  }

  static func load(_ resources: String) throws -> Basemap {
    let path = resources + "/basemap/demo-basemap.geojson"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BasemapMissing(path: path)
    }
    return try JSONDecoder().decode(Basemap.self, from: data)
  }

  private struct Feature: Decodable {
    let properties: Properties
    let geometry: Geometry
  }

  private struct Properties: Decodable {
    /// Grids only.
    let number: Int?

    enum Key: String, CodingKey { case kind, no }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let isGrid = try container.decodeIfPresent(String.self, forKey: .kind) == "grid"
      number = isGrid ? try container.decodeIfPresent(Int.self, forKey: .no) : nil
    }
  }

  private enum Geometry: Decodable {
    case polygon([[Double]])
    case other

    enum Key: String, CodingKey { case type, coordinates }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      guard try container.decode(String.self, forKey: .type) == "Polygon" else {
        self = .other
        return
      }
      let rings = try container.decode([[[Double]]].self, forKey: .coordinates)
      self = .polygon(rings.first ?? [])
    }
  }
}

/// The demo city cannot be laid out.
struct BasemapMissing: Error, CustomStringConvertible {
  let path: String
  var description: String {
    "The demo's map is not at \(path): set LINLI_RESOURCES to the folder Resources of the program."
  }
}
