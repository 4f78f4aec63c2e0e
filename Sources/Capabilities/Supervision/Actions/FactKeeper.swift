import Contracts
import Kernel

/// Keeps one fact a request, from what happens to them.
struct FactKeeper: Sendable {
  let requests: any ServiceRequestFactsAsking

  static let batch = 200

  /// Asks how a request stands now and counts it anew; the sums move by the difference.
  ///
  /// An event that comes twice or late changes nothing: what is asked is the newest.
  func keep(_ ids: [String], in tx: Transaction) throws {
    let formula = try FormulaStore.book(in: tx).edition(on: CityTime.date(of: tx.now)).formula
    try FactStore.put(
      requests.facts(of: ids, in: tx).map { Fact($0, by: formula) }, in: tx)
  }

  /// Counts all requests again; `afresh` forgets everything first.
  ///
  /// Without it nothing is wrong in between, so that it may run beside the server: each request's
  /// own share of the sums is put right in its transaction.
  /// - Returns: how many there are.
  @discardableResult
  func rebuild(
    _ database: Database, afresh: Bool, progress: @Sendable (_ done: Int) -> Void = { _ in }
  ) async throws -> Int {
    if afresh { try await database.write { try FactStore.clear(in: $0) } }
    var (done, last) = (0, "")
    while true {
      try Task.checkCancellation()
      let after = last
      let ids = try await database.write { tx in
        let ids = try requests.ids(after: after, limit: Self.batch, in: tx)
        try keep(ids, in: tx)
        return ids
      }
      guard let end = ids.last else { return done }
      (done, last) = (done + ids.count, end)
      progress(done)
    }
  }
}
