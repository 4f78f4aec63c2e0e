import Kernel

/// The name staff sign in with: lower case letters, digits, dot, hyphen, underscore; 3 to 40.
struct LoginName: RawRepresentable, Hashable, Sendable, ColumnValue {
  let rawValue: String

  /// Nil unless it is already in the stored form.
  init?(rawValue: String) {
    guard (3...40).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(Self.isAllowed) else {
      return nil
    }
    self.rawValue = rawValue
  }

  /// What was typed, with case and outer space forgiven.
  init?(typed: String) { self.init(rawValue: typed.trimmed.lowercased()) }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 45, 46, 95, 48...57, 97...122: true
    default: false
    }
  }
}
