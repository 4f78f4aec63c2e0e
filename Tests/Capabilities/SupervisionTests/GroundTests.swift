import Contracts
import Testing

@testable import Supervision

/// What is drawn under the grids on the wall.
struct GroundTests {
  private static let grid = CityPlan.Area(
    code: "990101001001001", name: "1", latitude: nil, longitude: nil,
    border: [[118, 29], [118.01, 29], [118.01, 29.01], [118, 29.01], [118, 29]])
  private let map = GridMap([grid])

  private func shape(
    _ kind: WallGround.Kind, name: String? = nil, east: Double = 0
  ) -> WallGround.Shape {
    WallGround.Shape(
      kind, name: name, points: [[118.002 + east, 29.002], [118.008 + east, 29.008], []])
  }

  @Test func `parks lie lowest and roads over the river, each with its edge`() {
    let ground = WallGround([
      shape(.majorRoad), shape(.water, name: "清河"), shape(.park), shape(.building),
    ])
    let view = GroundView(ground, on: map)
    #expect(
      view.paths.map(\.look)
        == ["m-park", "m-bldg", "m-bank", "m-water", "m-case major", "m-road major"])
    #expect(view.paths.allSatisfy { $0.d.hasPrefix("M") && $0.d.contains("L") })
    #expect(view.names.map(\.name) == ["清河"])
  }

  @Test func `the streets of another place are not drawn`() {
    let far = GroundView(WallGround([shape(.park, name: "远", east: 1)]), on: map)
    #expect(far.paths.isEmpty && far.names.isEmpty)
    #expect(GroundView(nil, on: map).paths.isEmpty)
  }
}
