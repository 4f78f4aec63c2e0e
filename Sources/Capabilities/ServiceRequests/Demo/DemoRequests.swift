import Casework
import Civics
public import Kernel

/// Who acts in the demo city.
public struct DemoCast: Sendable {
  public let residents: [Viewer]
  public let dispatcher: Viewer
  public let approver: Viewer
  public let supervisor: Viewer
  public let gridWorker: Viewer
  /// Handlers by the code of their unit.
  public let handlers: [String: Viewer]

  public init(
    residents: [Viewer], dispatcher: Viewer, approver: Viewer, supervisor: Viewer,
    gridWorker: Viewer, handlers: [String: Viewer]
  ) {
    self.residents = residents
    self.dispatcher = dispatcher
    self.approver = approver
    self.supervisor = supervisor
    self.gridWorker = gridWorker
    self.handlers = handlers
  }
}

extension ServiceRequestsCapability {
  /// Files invented requests over the last weeks and moves them as people would, through the same
  /// actions as everybody; `progress` hears how many are done.
  public func seedDemo(
    _ cast: DemoCast, now: Timestamp, grids: [(code: String, latitude: Double, longitude: Double)],
    progress: @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws {
    let total = 120
    var dice = Dice(state: 20_261_124)
    for index in 0..<total {
      let text = DemoTexts.all[index % DemoTexts.all.count]
      let grid = grids[dice.roll(grids.count)]
      let path = DemoPath.all[index % DemoPath.all.count]
      let filedAt = path.filedAt(now: now, index: index, dice: &dice)
      var submission = Submission(
        title: text.title, text: text.text, item: text.item, area: grid.code,
        address: text.place + " \(1 + dice.roll(40)) 号",
        latitude: grid.latitude + Double(dice.roll(100)) / 100_000,
        longitude: grid.longitude + Double(dice.roll(100)) / 100_000)
      submission.isPublic = index % 7 != 0
      let resident = cast.residents[index % cast.residents.count]
      let receipt = try await actions.at(filedAt).submit(submission, by: resident, key: nil)
      try await play(
        path, Identifier(rawValue: receipt.id), text: text, by: resident, cast, from: filedAt,
        until: now)
      progress(index + 1, total)
    }
  }

  private func play(
    _ path: DemoPath, _ id: Identifier<Case>, text: DemoTexts.Entry, by resident: Viewer,
    _ cast: DemoCast, from filedAt: Timestamp, until now: Timestamp
  ) async throws {
    var at = filedAt
    for step in path.steps {
      at = min(at.adding(minutes: path.pace), now.adding(seconds: -1))
      let handler = cast.handlers[text.unit] ?? cast.dispatcher
      let (viewer, move) = step.act(text, resident: resident, handler: handler, cast)
      _ = try await actions.at(at).move(id, move, expecting: nil, by: viewer, key: nil)
    }
  }
}

/// SplitMix64: the same city on every machine.
struct Dice: Sendable {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((z ^ (z >> 31)) % UInt64(sides))
  }
}
