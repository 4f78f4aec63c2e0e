import Kernel

extension Permission {
  /// Keeping organisations, regions, grids, posts and working days (docs/rules.md §1).
  static let administerDirectory = Permission(rawValue: "directory.administer")
}
