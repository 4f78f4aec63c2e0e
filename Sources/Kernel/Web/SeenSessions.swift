import Synchronization

/// When sessions were last used, kept here until it is written down: a page pays no write for it.
///
/// What another process has seen is known once that process has written, within half a minute.
public final class SeenSessions: Sendable {
  private let times = Mutex<[String: Timestamp]>([:])

  /// Sessions one transaction writes down.
  private static let batch = 500

  public init() {}

  func note(_ token: String, at now: Timestamp) { times.withLock { $0[token] = now } }

  /// Nil when all that this process has seen is written down.
  func last(_ token: String) -> Timestamp? { times.withLock { $0[token] } }

  /// Writes down what was seen; what cannot be written is kept for the next time.
  public func write(to database: Database) async throws {
    var rest = times.withLock { Array($0) }
    while !rest.isEmpty {
      let batch = Array(rest.prefix(Self.batch))
      rest.removeFirst(batch.count)
      try await database.write { tx in
        // In one order, so that two processes do not wait for each other.
        for (token, at) in batch.sorted(by: { $0.key < $1.key }) {
          try Sessions.note(token, seenAt: at, in: tx)
        }
      }
      times.withLock { times in
        for (token, at) in batch where times[token] == at { times[token] = nil }
      }
    }
  }
}
