import Casework
import Civics
import Kernel

/// What supervision and reporters do.
extension ServiceRequestActions {
  func startVerifying(
    _ request: Key, version: Int? = nil, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .startVerifying, version: version, key: key, by: viewer)
  }

  /// A call-back that reached nobody; after two on different days silence may close.
  func noteAttempt(
    _ request: Key, words: String? = nil, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    let days = engine.table(at: now).rules.attemptDays
    let wait = engine.table(at: now).rate
    return try await move(
      request, .noteAttempt(words: words), version: version, key: key, by: viewer
    ) { item, tx in
      guard item.details.attemptDays?.count ?? 0 >= days else { return }
      // The reporter may still answer in the app until the time for rating is over.
      let until = engine.calendar().deadline(from: item.stateSince, limit: wait).at
      try tx.enqueue(
        CloseSilent(request: item.id), at: max(until, tx.now),
        key: "service_requests.close_silent:\(item.id):\(item.version)")
    }
  }

  func close(
    _ request: Key, _ closing: Closing, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .close(closing), version: version, key: key, by: viewer)
  }

  func rework(
    _ request: Key, reason: String, version: Int? = nil, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .rework(reason: reason), version: version, key: key, by: viewer)
  }

  func reopen(
    _ request: Key, fact: String, version: Int? = nil, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .reopen(fact: fact), version: version, key: key, by: viewer)
  }

  func rate(
    _ request: Key, _ mark: CaseRating.Mark, contacted: Bool, words: String? = nil,
    version: Int? = nil, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(
      request, .rate(mark, contacted: contacted, words: words), version: version, key: key,
      by: viewer)
  }

  func withdraw(
    _ request: Key, reason: String? = nil, version: Int? = nil, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .withdraw(reason: reason), version: version, key: key, by: viewer)
  }

  func addWords(
    _ request: Key, _ words: String, audience: Audience = .reporter, key: CommandKey? = nil,
    by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(
      request, .addWords(words, audience: audience), version: nil, key: key, by: viewer)
  }

  func nudge(
    _ request: Key, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    try await move(request, .nudge, version: nil, key: key, by: viewer)
  }

  /// 我也遇到了: instead of filing the same again.
  func support(
    _ request: Key, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> MoveReceipt {
    guard viewer.isSignedIn else { throw Problem(.signInNeeded) }
    return try await move(request, .support, version: nil, key: key, by: viewer)
  }
}
