import Casework
import Civics
import Kernel

/// One of the 13 types a resident picks from; Open311 calls it a service.
///
/// Words are keys: `service.<code>`, `service.<code>.hint`, `service.<code>.<item>`.
struct ServiceType: Hashable, Sendable {
  /// Open311's `service_code`.
  let code: String
  let icon: String
  /// One of the seven classes.
  let classCode: String
  let urgency: Urgency
  /// What it usually is.
  let requestKind: RequestKind
  /// Reports of these may come without a name; for others a sign-in is asked.
  let allowsAnonymous: Bool
  /// Which kind of unit usually does it: the dispatch catalogue's first answer.
  let unitKind: UnitKind
  /// 部门职责: must not be pushed down to grid or community.
  let isDepartmental: Bool
  let limit: Limit?
  let items: [Item]

  /// A kind within a type.
  struct Item: Hashable, Sendable {
    let code: String
    let icon: String?
    let limit: Limit?
    /// Place among the tiles of the first page; nil: not there.
    let tile: Int?
  }

  /// Where a type is usually dispatched.
  enum UnitKind: String, CaseIterable, Codable, Sendable {
    case community, street, department, utility, police, fire
  }

  func item(_ code: String) -> Item? { items.first { $0.code == code } }
}

/// The types as of one day on; a changed list is a new version, open requests keep theirs.
struct ServiceCatalogue: Hashable, Sendable {
  let version: String
  let from: LocalDate
  let types: [ServiceType]
  let classes: [String]

  func type(_ code: String) -> ServiceType? { types.first { $0.code == code } }

  /// The most frequent kinds, as tiles, with their type.
  var tiles: [(type: ServiceType, item: ServiceType.Item)] {
    types.flatMap { type in type.items.filter { $0.tile != nil }.map { (type, $0) } }
      .sorted { ($0.item.tile ?? 0) < ($1.item.tile ?? 0) }
  }

  /// Handling limits by type and by `type.item`.
  var limits: [String: Limit] {
    var limits: [String: Limit] = [:]
    for type in types {
      limits[type.code] = type.limit
      for item in type.items { limits["\(type.code).\(item.code)"] = item.limit }
    }
    return limits
  }
}
