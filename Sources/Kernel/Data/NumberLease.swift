import Synchronization

/// Running numbers handed out from leased blocks, so that no transaction waits for a counter.
///
/// Numbers are unique and rise within a process; gaps are allowed and happen at each restart.
public final class NumberLease: Sendable {
  private let blockSize: Int64
  private let blocks = Mutex<[String: Range<Int64>]>([:])

  public init(blockSize: Int64 = 1000) { self.blockSize = blockSize }

  /// The next number of `series`, from 1.
  public func next(of series: String, from database: Database) async throws -> Int64 {
    while true {
      let taken = blocks.withLock { blocks -> Int64? in
        guard let block = blocks[series], let first = block.first else { return nil }
        blocks[series] = (first + 1)..<block.upperBound
        return first
      }
      if let taken { return taken }
      try await lease(series, from: database)
    }
  }

  private func lease(_ series: String, from database: Database) async throws {
    let size = blockSize
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
    blocks.withLock { blocks in
      // Another task may have leased meanwhile; its block is used up first, ours is a gap.
      if blocks[series]?.isEmpty ?? true { blocks[series] = (end - size)..<end }
    }
  }
}
