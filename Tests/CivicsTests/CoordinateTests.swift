import Civics
import Foundation
import Testing

struct CoordinateTests {
  static let places = [
    (49.456, 117.716), (39.908, 116.397), (22.94, 113.67), (29.906, 103.372), (36.826, 118.309),
    (30.319, 120.142), (23.43, 108.6), (45.8, 134.9), (18.25, 109.5), (39.47, 75.99),
  ]

  @Test(arguments: places)
  func `there and back again is exact to a centimetre`(latitude: Double, longitude: Double) throws {
    let point = try #require(Coordinate(latitude: latitude, longitude: longitude))
    let shifted = point.converted(to: .gcj02)
    let back = shifted.converted(to: .wgs84)
    #expect(point.metres(to: back) < 0.01)
    let offset = try #require(
      Coordinate(latitude: shifted.latitude, longitude: shifted.longitude, datum: .wgs84))
    #expect((50...1000).contains(point.metres(to: offset)), "the shift is some hundred metres")
    #expect(point.metres(to: shifted) < 0.01, "and is no distance at all")
  }

  @Test func `the shift in Beijing is what map services return`() throws {
    let point = try #require(Coordinate(latitude: 39.908823, longitude: 116.397470))
    let shifted = point.converted(to: .gcj02)
    #expect(abs(shifted.latitude - 39.910226) < 0.00002)
    #expect(abs(shifted.longitude - 116.403712) < 0.00002)
  }

  @Test func `nothing is shifted outside China or between the national datums`() throws {
    let paris = try #require(Coordinate(latitude: 48.85, longitude: 2.35))
    #expect(paris.converted(to: .gcj02).latitude == 48.85)
    let here = try #require(Coordinate(latitude: 49.456, longitude: 117.716))
    #expect(here.converted(to: .cgcs2000).latitude == 49.456)
    #expect(here.converted(to: .cgcs2000).datum == .cgcs2000)
  }

  @Test(arguments: [
    (91.0, 0.0), (-90.1, 0.0), (0.0, 180.1), (0.0, -181.0), (Double.nan, 0.0), (0.0, .infinity),
  ])
  func `what is not on the globe is no point`(latitude: Double, longitude: Double) {
    #expect(Coordinate(latitude: latitude, longitude: longitude) == nil)
  }

  @Test func `distances are in metres`() throws {
    let here = try #require(Coordinate(latitude: 49.456, longitude: 117.716))
    let north = try #require(Coordinate(latitude: 49.457, longitude: 117.716))
    let east = try #require(Coordinate(latitude: 49.456, longitude: 117.717))
    #expect(abs(here.metres(to: north) - 111.19) < 0.1)
    #expect(abs(here.metres(to: east) - 72.27) < 0.1)
    #expect(here.metres(to: here) == 0)
  }

  @Test func `a point travels with its datum`() throws {
    let point = try #require(Coordinate(latitude: 49.456, longitude: 117.716, datum: .gcj02))
    let data = try JSONEncoder().encode(point)
    #expect(try JSONDecoder().decode(Coordinate.self, from: data) == point)
    let wrong = Data(#"{"latitude":91,"longitude":0,"datum":"wgs84"}"#.utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Coordinate.self, from: wrong)
    }
  }

  @Test func `a cell is the geohash everyone computes`() throws {
    let jutland = try #require(Coordinate(latitude: 57.64911, longitude: 10.40744))
    #expect(GeoCell(jutland, length: 11).rawValue == "u4pruydqqvj")
    #expect(GeoCell(jutland).rawValue == "u4pruydq")
  }

  @Test func `neighbours are the nine cells around`() throws {
    let cell = try #require(GeoCell(rawValue: "u4pruydq"))
    let around = Set(cell.neighbourhood.map(\.rawValue))
    #expect(around.count == 9)
    #expect(around.contains("u4pruydq") && around.contains("u4pruydr"))
    #expect(cell.neighbourhood.allSatisfy { $0.neighbourhood.contains(cell) })
    #expect(GeoCell(rawValue: "u4praydq") == nil, "a is no symbol")
    #expect(GeoCell(rawValue: "") == nil)
  }

  @Test(arguments: [20.0, 50.0, 200.0, 3_000.0])
  func `the cells around a point miss nothing within reach`(metres: Double) throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let point = try #require(
        Coordinate(
          latitude: .random(in: 18...53, using: &generator),
          longitude: .random(in: 74...135, using: &generator)))
      let cells = GeoCell.around(point, metres: metres)
      #expect(cells.count <= 9)
      let angle = Double.random(in: 0...(2 * .pi), using: &generator)
      let far = metres * Double.random(in: 0.9...1, using: &generator) / 111_195.08
      let near = try #require(
        Coordinate(
          latitude: point.latitude + far * sin(angle),
          longitude: point.longitude + far * cos(angle) / cos(point.latitude * .pi / 180)))
      guard point.metres(to: near) <= metres else { continue }
      let stored = GeoCell(near).rawValue
      #expect(cells.contains { $0.scope.contains(stored) }, "\(point) \(near)")
    }
  }

  @Test func `the search is narrow`() throws {
    let point = try #require(Coordinate(latitude: 49.456, longitude: 117.716))
    let cells = GeoCell.around(point, metres: 50)
    #expect(cells.allSatisfy { $0.rawValue.count == 7 }, "cells of about 100 m by 150 m")
  }

  @Test func `the date line and the poles are no edge`() throws {
    let west = try #require(Coordinate(latitude: 0.01, longitude: 179.9999))
    let east = try #require(Coordinate(latitude: 0.01, longitude: -179.9999))
    #expect(west.metres(to: east) < 50)
    let stored = GeoCell(east).rawValue
    #expect(GeoCell.around(west, metres: 50).contains { $0.scope.contains(stored) })
    let pole = try #require(Coordinate(latitude: 90, longitude: 0))
    #expect(!GeoCell.around(pole, metres: 50).isEmpty)
    #expect(GeoCell(try #require(Coordinate(latitude: 90, longitude: 180))).rawValue.count == 8)
  }

  @Test func `a point on a Chinese map finds the same cell`() throws {
    let point = try #require(Coordinate(latitude: 49.456, longitude: 117.716))
    #expect(GeoCell(point.converted(to: .gcj02)) == GeoCell(point))
  }
}
