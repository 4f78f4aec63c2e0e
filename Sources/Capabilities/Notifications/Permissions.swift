import Kernel

extension Permission {
  /// For the carrier's token: telling what became of text messages, and nothing else.
  static let reportDeliveries = Permission(rawValue: "notifications.report_deliveries")
}
