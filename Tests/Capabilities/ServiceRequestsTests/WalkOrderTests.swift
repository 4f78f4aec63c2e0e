import Civics
import KernelTesting
import Testing

@testable import ServiceRequests

/// The way through a grid, whatever is on it.
struct WalkOrderTests {
  /// Stops within about a kilometre, some of them late or urgent, some on the same spot.
  private static func stops(_ seed: UInt64) -> (stops: [WalkOrder.Stop], start: Coordinate?) {
    var chance = SeededGenerator(seed: seed)
    func point() -> Coordinate? {
      Coordinate(
        latitude: 29 + Double(Int.random(in: 0..<80, using: &chance)) / 8000,
        longitude: 118 + Double(Int.random(in: 0..<80, using: &chance)) / 8000)
    }
    let count = Int.random(in: 0..<25, using: &chance)
    let stops = (0..<count).compactMap { _ in
      point().map {
        WalkOrder.Stop(
          point: $0, turn: WalkOrder.Turn.allCases.randomElement(using: &chance) ?? .other)
      }
    }
    return (stops, Bool.random(using: &chance) ? point() : nil)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `every stop comes once: late ones first, then urgent ones, then those nearly due`(
    seed: UInt64
  ) {
    let (stops, start) = Self.stops(seed)
    let legs = WalkOrder.legs(stops, from: start)
    #expect(legs.map(\.stop).sorted() == Array(stops.indices))
    let order: [WalkOrder.Turn] = [.late, .urgent, .near, .other]
    let ranks = legs.compactMap { order.firstIndex(of: stops[$0.stop].turn) }
    #expect(ranks.count == stops.count && ranks == ranks.sorted())
    #expect(legs.first.map { ($0.metres == nil) == (start == nil) } ?? true)
    #expect(legs.dropFirst().allSatisfy { $0.metres != nil })
    #expect(legs == WalkOrder.legs(stops, from: start))
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `the way is no longer than always to the nearest, and no turn makes it shorter`(
    seed: UInt64
  ) throws {
    let (stops, start) = Self.stops(seed)
    let calm = stops.map { WalkOrder.Stop(point: $0.point, turn: .other) }
    guard let origin = start ?? calm.first?.point else { return }
    let plane = calm.map { WalkOrder.Spot($0.point, around: origin) }
    let here = start.map { WalkOrder.Spot($0, around: origin) }
    func length(_ path: [Int]) -> Double {
      let spots = (here.map { [$0] } ?? []) + path.map { plane[$0] }
      return zip(spots, spots.dropFirst()).reduce(0) { $0 + $1.0.metres(to: $1.1) }
    }
    let path = WalkOrder.legs(calm, from: start).map(\.stop)
    let greedy = WalkOrder.nearest(Array(calm.indices), plane, from: here)
    #expect(length(path) <= length(greedy) + 0.01)
    for i in path.indices.dropFirst(start == nil ? 1 : 0) {
      for j in path.indices where j > i {
        var turned = path
        turned[i...j].reverse()
        #expect(length(turned) >= length(path) - 0.01)
      }
    }
  }

  @Test func `houses along a street are walked one after the other`() throws {
    let houses = [3, 0, 4, 1, 2].compactMap { number in
      Coordinate(latitude: 29, longitude: 118 + Double(number) / 1000).map {
        WalkOrder.Stop(point: $0, turn: .other)
      }
    }
    let start = try #require(Coordinate(latitude: 29, longitude: 117.999))
    let legs = WalkOrder.legs(houses, from: start)
    #expect(legs.map(\.stop) == [1, 3, 4, 0, 2])
    #expect(legs.allSatisfy { abs(($0.metres ?? 0) - 97.25) < 0.5 })
  }

  @Test func `a crossing is undone`() throws {
    // From the corner of a square, the nearest first would cross it.
    let corners = [(0.0, 0.0), (1, 1), (1, 0), (0, 1.2)].compactMap { x, y in
      Coordinate(latitude: 29 + y / 1000, longitude: 118 + x / 1000).map {
        WalkOrder.Stop(point: $0, turn: .other)
      }
    }
    let start = try #require(Coordinate(latitude: 28.9999, longitude: 118))
    #expect(WalkOrder.legs(corners, from: start).map(\.stop) == [0, 2, 1, 3])
  }

  @Test func `nothing to do is no way`() {
    #expect(WalkOrder.legs([], from: nil) == [])
    #expect(WalkOrder.legs([], from: Coordinate(latitude: 29, longitude: 118)) == [])
  }
}
