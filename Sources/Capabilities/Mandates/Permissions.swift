import Kernel

extension Permission {
  /// Confirming and ending mandates for who stands at the window with papers.
  static let workWindow = Permission(rawValue: "mandates.window")
}
