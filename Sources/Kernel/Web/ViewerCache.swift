import Synchronization

/// Who the last callers were, so that one who asks often is not looked up each time.
///
/// Forgotten as soon as this process commits a change of accounts, roles, sessions or tokens; what
/// another process changes (the command line, a second server) is seen after a second at most.
/// Strangers are never remembered, so guesses cannot fill it. See `docs/adr/0006-viewers-for-a-second.md`.
final class ViewerCache: Sendable {
  private struct Entry {
    let viewer: Viewer
    let at: Timestamp
    let stamp: UInt64
  }

  static let milliseconds: Int64 = 1000
  private static let capacity = 10_000

  private let entries = Mutex<[String: Entry]>([:])

  /// `token`: with its kind in front, since both kinds are looked up here.
  func viewer(
    _ token: String, in database: Database, at now: Timestamp,
    ask: @escaping @Sendable (Snapshot) throws -> Viewer?
  ) async throws -> Viewer? {
    // Before the look, so that a change during it is not missed.
    let stamp = database.access.value
    let known = entries.withLock { $0[token] }
    if let known, known.stamp == stamp,
      (0..<Self.milliseconds).contains(now.milliseconds(since: known.at))
    {
      return known.viewer
    }
    let viewer = try await database.read(ask)
    entries.withLock { entries in
      if entries.count >= Self.capacity { entries = [:] }
      entries[token] = viewer.map { Entry(viewer: $0, at: now, stamp: stamp) }
    }
    return viewer
  }
}
