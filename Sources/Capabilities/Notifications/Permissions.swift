import Kernel

extension Permission {
  /// For the carrier's token: telling what became of text messages, and nothing else.
  static let reportDeliveries = Permission(rawValue: "notifications.report_deliveries")
  /// Writing the sentences people are told.
  static let editTemplates = Permission(rawValue: "notifications.templates")
  /// Seeing what did not arrive, and sending it again.
  static let resend = Permission(rawValue: "notifications.resend")
}
