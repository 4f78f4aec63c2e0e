import Kernel

/// The places somebody reads figures of.
struct Reach: Hashable, Sendable {
  /// Digits areas begin with; nil for the whole site.
  let prefixes: [String]?

  /// By the scopes of a permission; what is granted for a unit or for one's own reaches no place.
  init(_ viewer: Viewer, _ permission: Permission) {
    var found: [String]? = []
    for scope in viewer.scopes(for: permission) {
      switch scope {
      case .everything: found = nil
      case .area(let prefix): found?.append(prefix)
      case .own, .unit, .one: break
      }
      if found == nil { break }
    }
    prefixes = found.map { Array(Set($0)).sorted() }
  }

  static let everywhere = Reach(prefixes: nil)

  private init(prefixes: [String]?) { self.prefixes = prefixes }

  var isEverywhere: Bool { prefixes == nil }
  var isNowhere: Bool { prefixes?.isEmpty ?? false }

  /// Whether the whole of a site is in it: its weeks are the site's.
  func covers(_ region: String) -> Bool {
    prefixes?.contains { region.hasPrefix($0) } ?? true
  }

  func holds(_ area: String) -> Bool {
    prefixes?.contains { area.hasPrefix($0) } ?? true
  }

  /// Nines bound the digits, since punctuation sorts by locale.
  func condition(on column: SQL) -> SQL {
    guard let prefixes else { return "TRUE" }
    return SQL.any(prefixes.map { Self.within($0, column) })
  }

  /// Codes that begin with the digits.
  static func within(_ prefix: String, _ column: SQL) -> SQL {
    let last = prefix + String(repeating: "9", count: max(0, 15 - prefix.utf8.count))
    return "(\(column) >= \(prefix) AND \(column) <= \(last))"
  }
}
