import Kernel

extension Permission {
  /// Keeping organisations, regions, grids, posts and working days (`domain.md` §1.2).
  static let administerDirectory = Permission(rawValue: "directory.administer")
}
