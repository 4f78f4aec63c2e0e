import Casework
import Civics
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

/// One version of the list of classes, from its day on; never changed once it is in force.
struct LimitVersion: Hashable, Sendable {
  let name: String
  let from: LocalDate
  let classes: [LimitTable.ClassLimit]
  let by: String
  let activatedAt: Timestamp

  /// Everything else stays as it was shipped.
  func table(after shipped: LimitTable) -> LimitTable {
    var table = shipped
    (table.version, table.from) = (name, from)
    table.classes = classes
    table.services = LimitTable.usual(of: classes)
    return table
  }
}

extension LimitTable {
  /// What a matter is given where nobody says under which condition it stands.
  static func usual(of classes: [ClassLimit]) -> [String: Limit] {
    var usual: [String: Limit] = [:]
    for row in classes where row.condition.isEmpty {
      usual[[row.service, row.item].compactMap(\.self).joined(separator: ".")] = row.limit
    }
    return usual
  }
}
