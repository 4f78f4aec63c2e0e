import Casework
import Civics
import Kernel

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
