import Contracts
import Kernel

/// What is told about mandates, consents and requests about data: that something happened, never
/// between whom or about what.
enum PermissionRule {
  static let asked = Draft(template: .mandateAsked, kind: .permissions, goesOut: true)
  static let confirmed = Draft(template: .mandateConfirmed, kind: .permissions, goesOut: true)
  /// Several switches turned at once are one piece of news, for the page.
  static let changed = Draft(template: .mandateChanged, kind: .permissions, goesOut: false)
  static let given = Draft(template: .consentGiven, kind: .permissions, goesOut: false)
  static let takenBack = Draft(template: .consentWithdrawn, kind: .permissions, goesOut: false)
  /// The law wants the answer given, in writing where it is a no (PIPL article 50).
  static let decided = Draft(template: .rightDecided, kind: .notice, goesOut: true)
  static let extended = Draft(template: .rightExtended, kind: .notice, goesOut: true)

  /// By the reason of the end; what one side did itself or let lie only stands in the app.
  static func ended(_ reason: String) -> Draft {
    switch reason {
    case "withdrawn", "given_back", "window":
      Draft(template: .mandateWithdrawn, kind: .permissions, goesOut: true)
    case "declined": Draft(template: .mandateDeclined, kind: .permissions, goesOut: true)
    case "cancelled", "unanswered":
      Draft(template: .mandateEnded, kind: .permissions, goesOut: false)
    default: Draft(template: .mandateEnded, kind: .permissions, goesOut: true)
    }
  }
}
