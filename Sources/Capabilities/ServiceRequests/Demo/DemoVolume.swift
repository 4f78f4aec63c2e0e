import Casework
import Civics
public import Contracts
public import Kernel

extension ServiceRequestsCapability {
  /// Files many invented requests, spread evenly over the year before `now`, through the same
  /// action as everybody; for trying out how the platform holds up.
  ///
  /// They lie about the posts of the grids, or all in `area` without a point where there is no grid.
  public func seedVolume(
    _ count: Int, now: Timestamp, grids: [CityPlan.Area], area: String,
    progress: @Sendable (_ done: Int) -> Void
  ) async throws {
    let start = now.adding(days: -365)
    let pause = Int64(365 * 86_400_000) / Int64(max(1, count))
    var dice = Dice(state: 20_261_126)
    for first in stride(from: 0, to: count, by: Self.atOnce) {
      let group = (first..<min(first + Self.atOnce, count)).map { index in
        (
          at: Timestamp(rawValue: start.rawValue + Int64(index) * pause),
          submission: Self.invented(index, grids, area, &dice)
        )
      }
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for one in group {
          tasks.addTask {
            _ = try await actions.at(one.at).submit(one.submission, by: Self.bulk, key: nil)
          }
        }
        try await tasks.waitForAll()
      }
      progress(first + group.count)
    }
  }

  private static let atOnce = 256
  /// Nobody: what is filed for trying out belongs to no person.
  private static let bulk = Viewer(person: nil, grants: [], client: "system:volume")

  private static func invented(
    _ index: Int, _ grids: [CityPlan.Area], _ area: String, _ dice: inout Dice
  ) -> Submission {
    let entry = DemoTexts.all[dice.roll(DemoTexts.all.count)]
    var submission = Submission()
    submission.text = "\(entry.title)，\(entry.text)第 \(index + 1) 件试件。"
    submission.item = entry.item
    submission.area = area
    submission.address = "\(entry.place) \(1 + dice.roll(400)) 号"
    if !grids.isEmpty {
      let grid = grids[dice.roll(grids.count)]
      submission.area = grid.code
      submission.latitude = grid.latitude.map { $0 + away(&dice) }
      submission.longitude = grid.longitude.map { $0 + away(&dice) }
    }
    return submission
  }

  /// Degrees from the post, up to a hundred metres: a grid of the demo is some two hundred wide.
  private static func away(_ dice: inout Dice) -> Double { Double(dice.roll(2_001) - 1_000) / 1e6 }
}
