import Foundation
import Kernel
import Supervision

/// The demo's basemap: its grids, and what lies under them.
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

  /// What pages that draw their map themselves put under the grids; nil where maps are made of tiles.
  static func ground(_ settings: AppSettings) throws -> WallGround? {
    let path = settings.resourcesDirectory + "/basemap/demo-basemap.geojson"
    // A program that only counts or migrates has no pages, and needs no map.
    guard settings.web.map.tiles.isEmpty, FileManager.default.fileExists(atPath: path) else {
      return nil
    }
    return WallGround(try load(settings.resourcesDirectory).features.compactMap(\.shape))
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

    var shape: WallGround.Shape? {
      guard let kind = properties.ground else { return nil }
      switch geometry {
      case .polygon(let points), .line(let points):
        return WallGround.Shape(kind, name: properties.name, points: points)
      case .other: return nil
      }
    }
  }

  private struct Properties: Decodable {
    /// Grids only.
    let number: Int?
    let name: String?
    let ground: WallGround.Kind?

    enum Key: String, CodingKey { case kind, no, name, rank }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let kind = try container.decodeIfPresent(String.self, forKey: .kind)
      number = kind == "grid" ? try container.decodeIfPresent(Int.self, forKey: .no) : nil
      name = try container.decodeIfPresent(String.self, forKey: .name)
      let rank = try container.decodeIfPresent(String.self, forKey: .rank)
      ground =
        switch (kind, rank) {
        case ("park", _): .park
        case ("building", _): .building
        case ("water", _): .water
        case ("road", "major"): .majorRoad
        case ("road", "mid"): .midRoad
        case ("road", _): .minorRoad
        default: nil
        }
    }
  }

  private enum Geometry: Decodable {
    case polygon([[Double]])
    case line([[Double]])
    case other

    enum Key: String, CodingKey { case type, coordinates }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      switch try container.decode(String.self, forKey: .type) {
      case "Polygon":
        let rings = try container.decode([[[Double]]].self, forKey: .coordinates)
        self = .polygon(rings.first ?? [])
      case "LineString": self = .line(try container.decode([[Double]].self, forKey: .coordinates))
      default: self = .other
      }
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
