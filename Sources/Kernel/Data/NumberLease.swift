import Synchronization

/// Running numbers handed out from leased blocks, so that no transaction waits for a counter.
///
/// Numbers are unique and rise within a process; gaps are allowed and happen at each restart.
public final class NumberLease: Sendable {
  private struct State {
    var blocks: [String: Range<Int64>] = [:]
    /// One lease a series at a time: many at once would conflict over the counter's row.
    var leasing: [String: Task<Void, any Error>] = [:]
  }

  private let blockSize: Int64
  private let state = Mutex(State())

  public init(blockSize: Int64 = 1000) { self.blockSize = blockSize }

  /// The next number of `series`, from 1.
  public func next(of series: String, from database: Database) async throws -> Int64 {
    while true {
      let (taken, lease) = state.withLock { state -> (Int64?, Task<Void, any Error>?) in
        if let block = state.blocks[series], let first = block.first {
          state.blocks[series] = (first + 1)..<block.upperBound
          return (first, nil)
        }
        if let running = state.leasing[series] { return (nil, running) }
        let started = Task { try await self.lease(series, from: database) }
        state.leasing[series] = started
        return (nil, started)
      }
      if let taken { return taken }
      try await lease?.value
    }
  }

  private func lease(_ series: String, from database: Database) async throws {
    let size = blockSize
    do {
      let end = try await database.write { tx in
        let row = try tx.row(
          """
          INSERT INTO number_leases (series, next_number) VALUES (\(series), \(size + 1))
          ON CONFLICT (series) DO UPDATE SET next_number = number_leases.next_number + \(size)
          RETURNING next_number
          """)
        guard let row else { throw StoreError.other("no lease for \(series)") }
        return try row.get("next_number", as: Int64.self)
      }
      state.withLock { state in
        state.blocks[series] = (end - size)..<end
        state.leasing[series] = nil
      }
    } catch {
      // Those who waited hear of it; the next one asks again.
      state.withLock { $0.leasing[series] = nil }
      throw error
    }
  }
}
