import Kernel

extension Scope {
  /// How a scope is stored: two columns.
  var columns: (kind: String, value: String) {
    switch self {
    case .own: ("own", "")
    // What the person is named in, and of it this one alone.
    case .one(let id): ("own", id)
    case .area(let prefix): ("area", prefix)
    case .unit(let unit): ("unit", unit)
    case .everything: ("everything", "")
    }
  }

  /// Throws `StoreError.other` for a kind this release does not know.
  init(kind: String, value: String) throws {
    switch kind {
    case "own": self = value.isEmpty ? .own : .one(value)
    case "area": self = .area(value)
    case "unit": self = .unit(value)
    case "everything": self = .everything
    default: throw StoreError.other("unknown scope \(kind)")
    }
  }
}

/// Permissions in one column: they are always read whole, with every request.
enum PermissionList {
  static func text(_ permissions: some Sequence<Permission>) -> String {
    permissions.map(\.rawValue).sorted().joined(separator: " ")
  }

  static func read(_ text: String) -> Set<Permission> {
    Set(text.split(separator: " ").map { Permission(rawValue: String($0)) })
  }
}

extension Timestamp {
  /// Stored where an end is not set: later than anything, so that ends compare without NULL.
  static let never = Timestamp(milliseconds: 9_000_000_000_000_000)
}
