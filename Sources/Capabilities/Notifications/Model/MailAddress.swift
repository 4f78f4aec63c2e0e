import Kernel

/// A mail address as people give it: one part, one `@`, a domain with a dot, ASCII.
struct MailAddress: Hashable, Sendable {
  /// As given, the domain in lower case.
  let text: String

  /// RFC 5321 §4.5.3.1: 64 characters before the `@`, 254 in all.
  static let longest = 254

  /// Nil for what cannot be one.
  init?(_ text: String) {
    let parts = text.trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count), text.utf8.count <= Self.longest
    else { return nil }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy(Self.isLabel), parts[0].utf8.allSatisfy(Self.isLocal)
    else { return nil }
    self.text = parts[0] + "@" + parts[1].lowercased()
  }

  /// `l***@example.cn`.
  var masked: String {
    guard let at = text.firstIndex(of: "@"), let first = text.first else { return "" }
    return "\(first)***" + text[at...]
  }

  private static func isLabel(_ label: Substring) -> Bool {
    (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
      && label.utf8.allSatisfy { byte in
        switch byte {
        case 45, 48...57, 65...90, 97...122: true
        default: false
        }
      }
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
    }
  }
}
