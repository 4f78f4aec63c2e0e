import Casework
import Civics
public import Kernel

/// Who acts in the demo city.
public struct DemoCast: Sendable {
  public let residents: [Viewer]
  public let dispatcher: Viewer
  public let approver: Viewer
  public let supervisor: Viewer
  /// By the code of their grid.
  public let gridWorkers: [String: Viewer]
  /// Handlers by the code of their unit.
  public let handlers: [String: Viewer]

  public init(
    residents: [Viewer], dispatcher: Viewer, approver: Viewer, supervisor: Viewer,
    gridWorkers: [String: Viewer], handlers: [String: Viewer]
  ) {
    self.residents = residents
    self.dispatcher = dispatcher
    self.approver = approver
    self.supervisor = supervisor
    self.gridWorkers = gridWorkers
    self.handlers = handlers
  }
}

/// Who acts in one request.
struct DemoPeople: Sendable {
  let resident: Viewer
  let neighbour: Viewer
  let gridWorker: Viewer
  let handler: Viewer
}

extension ServiceRequestsCapability {
  public typealias DemoGrid = (code: String, latitude: Double, longitude: Double)

  /// Files invented requests over the last weeks and moves them as people would, through the same
  /// actions as everybody; `progress` hears how many are done.
  ///
  /// Every step has a key of its own, so that a run after a broken one fills in what is missing.
  public func seedDemo(
    _ cast: DemoCast, now: Timestamp, grids: [DemoGrid],
    progress: @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws {
    let total = 120
    var dice = Dice(state: 20_261_124)
    for index in 0..<(total - DemoTexts.sewer.count) {
      // Three rounds through the paths, each with other texts.
      let text = DemoTexts.all[(index + index / DemoPath.all.count * 5) % DemoTexts.all.count]
      let path = DemoPath.all[index % DemoPath.all.count]
      // What waits for a look at the spot lies in the eleventh grid, whose worker has a login of
      // a name that is easy to remember.
      let any = grids[dice.roll(grids.count)]
      let grid = path.steps == [.accept] && grids.count > 10 ? grids[10] : any
      let filedAt = path.filedAt(now: now, index: index, dice: &dice)
      var submission = text.submission(at: grid, dice: &dice)
      submission.isPublic = path.steps.contains(.support) || index % 7 != 0
      let people = people(for: index, text, grid, cast)
      let id = try await file(submission, by: people.resident, at: filedAt, "\(index)")
      try await play(path, id, text, people, cast, from: filedAt, until: now, "\(index)")
      progress(index + 1, total)
    }
    try await seedMerged(cast, now: now, grids: grids, dice: &dice)
    progress(total, total)
  }

  private func people(
    for index: Int, _ text: DemoTexts.Entry, _ grid: DemoGrid, _ cast: DemoCast
  ) -> DemoPeople {
    let count = cast.residents.count
    return DemoPeople(
      resident: cast.residents[index % count], neighbour: cast.residents[(index + 1) % count],
      gridWorker: cast.gridWorkers[grid.code] ?? cast.dispatcher,
      handler: cast.handlers[text.unit] ?? cast.dispatcher)
  }

  private func file(
    _ submission: Submission, by resident: Viewer, at filedAt: Timestamp, _ name: String
  ) async throws -> Identifier<Case> {
    let key = CommandKey("demo-\(name)", by: "demo", for: "submit")
    let receipt = try await actions.at(filedAt).submit(submission, by: resident, key: key)
    return Identifier(rawValue: receipt.id)
  }

  private func play(
    _ path: DemoPath, _ id: Identifier<Case>, _ text: DemoTexts.Entry, _ people: DemoPeople,
    _ cast: DemoCast, from filedAt: Timestamp, until now: Timestamp, _ name: String
  ) async throws {
    var at = filedAt
    for (number, step) in path.steps.enumerated() {
      at = min(at.adding(minutes: path.pace), now.adding(seconds: -1))
      let (viewer, move) = step.act(text, people, cast, at: at)
      let key = CommandKey("demo-\(name)-\(number)", by: "demo", for: "move")
      _ = try await actions.at(at).move(id, move, expecting: nil, by: viewer, key: key)
    }
  }

  /// One sewer, four reports: two are merged into the first, the last stays to be recognised.
  private func seedMerged(
    _ cast: DemoCast, now: Timestamp, grids: [DemoGrid], dice: inout Dice
  ) async throws {
    guard let grid = grids.first(where: { $0.code.hasSuffix("017") }) else { return }
    let filedAt = now.adding(hours: -7)
    var first: Identifier<Case>?
    for (number, text) in DemoTexts.sewer.enumerated() {
      let at = filedAt.adding(minutes: Int64(number) * 25)
      var submission = text.submission(at: grid, dice: &dice)
      submission.isPublic = true
      let people = people(for: number, text, grid, cast)
      let id = try await file(submission, by: people.resident, at: at, "sewer-\(number)")
      guard let target = first else {
        first = id
        let path = DemoPath(steps: [.accept, .support, .file, .dispatch], pace: 20, ageHours: 7)
        try await play(path, id, text, people, cast, from: at, until: now, "sewer-\(number)")
        continue
      }
      guard number < DemoTexts.sewer.count - 1 else { return }
      let key = CommandKey("demo-sewer-\(number)-merge", by: "demo", for: "move")
      _ = try await actions.at(at.adding(minutes: 10)).move(
        id, .merge(into: target), expecting: nil, by: cast.dispatcher, key: key)
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
