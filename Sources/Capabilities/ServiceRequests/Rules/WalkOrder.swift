import Civics
import Foundation

/// In which order somebody on foot goes to several places: what is late first, then what is urgent,
/// then what is nearly due, and the rest along a short way.
///
/// Nearest neighbour, then 2-opt on the open path. Nothing of it is kept: where somebody stood is
/// an argument and no record: those who do the work leave no trail (domain notes §1.9).
enum WalkOrder {
  struct Stop: Sendable {
    let point: Coordinate
    let turn: Turn
  }

  /// When a stop has its turn, in this order; among those of one turn the way decides.
  enum Turn: CaseIterable, Sendable { case late, urgent, near, other }

  /// One place on the way, and how far it is from the one before.
  struct Leg: Sendable, Hashable {
    /// Index among the stops that were given.
    let stop: Int
    /// As the crow flies; nil for the first where the start is not known.
    let metres: Double?
  }

  /// Every stop once.
  ///
  /// `start`: where the walk begins; nil begins at the first stop that was given.
  static func legs(_ stops: [Stop], from start: Coordinate?) -> [Leg] {
    let origin = start ?? stops.first?.point
    guard let origin else { return [] }
    let plane = stops.map { Spot($0.point, around: origin) }
    var here = start == nil ? nil : Spot(origin, around: origin)
    var legs: [Leg] = []
    for turn in Turn.allCases {
      let part = stops.indices.filter { stops[$0].turn == turn }
      for stop in order(part, plane, from: here) {
        legs.append(Leg(stop: stop, metres: here.map { $0.metres(to: plane[stop]) }))
        here = plane[stop]
      }
    }
    return legs
  }

  /// A point on a plane in metres: within a district the earth is flat.
  struct Spot: Sendable {
    let x: Double
    let y: Double

    init(_ point: Coordinate, around origin: Coordinate) {
      let (point, origin) = (point.converted(to: .wgs84), origin.converted(to: .wgs84))
      let perDegree = 111_195.0
      y = (point.latitude - origin.latitude) * perDegree
      x = (point.longitude - origin.longitude) * perDegree * cos(origin.latitude * .pi / 180)
    }

    func metres(to other: Spot) -> Double {
      ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
    }
  }

  private static func order(_ stops: [Int], _ plane: [Spot], from start: Spot?) -> [Int] {
    shortened(nearest(stops, plane, from: start), plane, from: start)
  }

  /// Always to the nearest that is left; the earlier one of two that are equally near.
  static func nearest(_ stops: [Int], _ plane: [Spot], from start: Spot?) -> [Int] {
    var (left, path, here) = (stops, [Int](), start)
    while let first = left.first {
      let best =
        here.map { here in
          left.min { here.metres(to: plane[$0]) < here.metres(to: plane[$1]) } ?? first
        } ?? first
      left.removeAll { $0 == best }
      path.append(best)
      here = plane[best]
    }
    return path
  }

  /// Turns parts of the way around as long as that makes it shorter; a known start stays.
  static func shortened(_ path: [Int], _ plane: [Spot], from start: Spot?) -> [Int] {
    var path = path
    let firstFree = start == nil ? 1 : 0
    var isShorter = path.count > firstFree + 1
    while isShorter {
      isShorter = false
      for i in firstFree..<(path.count - 1) {
        for j in (i + 1)..<path.count
        where gain(i, j, path, plane, start) > 0.001 {
          path[i...j].reverse()
          isShorter = true
        }
      }
    }
    return path
  }

  /// Metres saved by walking from `i` to `j` the other way round.
  private static func gain(
    _ i: Int, _ j: Int, _ path: [Int], _ plane: [Spot], _ start: Spot?
  ) -> Double {
    let before = i > 0 ? plane[path[i - 1]] : start
    let after = j + 1 < path.count ? plane[path[j + 1]] : nil
    let (a, b) = (plane[path[i]], plane[path[j]])
    let old = (before?.metres(to: a) ?? 0) + (after.map { b.metres(to: $0) } ?? 0)
    let new = (before?.metres(to: b) ?? 0) + (after.map { a.metres(to: $0) } ?? 0)
    return old - new
  }
}
