import Casework
import Kernel
import Synchronization

/// The limits in force and those to come, remembered as the calendar is: every move asks for them.
///
/// A version another process put in force is seen when `warm` is called again; it never holds
/// before the day after it was confirmed, so there is time.
final class LimitTables: Sendable {
  private let known = Mutex(LimitBook.serviceRequests)

  var book: LimitBook { known.withLock { $0 } }

  func warm(from database: Database) async throws {
    let versions = try await database.read { try LimitTableStore.active(in: $0) }
    let book = try Self.book(versions)
    known.withLock { $0 = book }
  }

  /// The shipped table, and after it each version with its classes.
  static func book(_ versions: [LimitVersion]) throws -> LimitBook {
    let shipped = LimitBook.serviceRequests.tables
    guard let first = shipped.first,
      let book = LimitBook(shipped + versions.map { $0.table(after: first) })
    else { throw StoreError.other("there are no limits") }
    return book
  }
}
