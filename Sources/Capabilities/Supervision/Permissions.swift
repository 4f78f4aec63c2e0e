import Kernel

extension Permission {
  /// Reading figures, their lists, the meeting and drafts.
  static let readSupervision = Permission(rawValue: "supervision.read")
  /// Writing the bulletin and what the meeting decides.
  static let editBulletin = Permission(rawValue: "supervision.edit")
  /// Signing what others wrote, and putting it out.
  static let signBulletin = Permission(rawValue: "supervision.sign")
  /// Deciding by which formula weeks are counted.
  static let decideFormula = Permission(rawValue: "supervision.formula")
}
