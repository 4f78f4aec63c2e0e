import Synchronization

/// Tries that are answered with nothing and stand in the audit all the same: a session that has
/// ended, a way out of the site, another host's name, a path written in a crooked way.
///
/// Nobody has to be signed in for them, so each counts once an hour and address, and of a kind so
/// many an hour at most: a stranger cannot fill the audit.
final class HostileTries: Sendable {
  enum Kind: String, Sendable {
    case endedSession = "ended_session"
    case redirect, host, path
  }

  static let mostAnHour = 50

  private struct Hour {
    var number: Int64 = -1
    var addresses: [Kind: Set<String>] = [:]
  }

  private let hour = Mutex(Hour())

  /// Whether it is to be written down.
  func isNew(_ kind: Kind, from address: String, at now: Timestamp) -> Bool {
    let number = now.rawValue / 3_600_000
    return hour.withLock { hour in
      if hour.number != number { hour = Hour(number: number) }
      guard hour.addresses[kind, default: []].count < Self.mostAnHour else { return false }
      return hour.addresses[kind, default: []].insert(address).inserted
    }
  }

  /// A path that no page of ours leads to: steps up, doubled or hidden slashes, letters in disguise.
  static func isCrooked(_ path: Substring) -> Bool {
    let bytes = Array(path.utf8)
    for (index, byte) in bytes.enumerated() {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: ";"): return true
      case UInt8(ascii: "/") where next == UInt8(ascii: "/"): return true
      case UInt8(ascii: "/") where next == UInt8(ascii: "."):
        // `/.well-known` is a path like any other.
        let rest = bytes[(index + 2)...].prefix { $0 != UInt8(ascii: "/") }
        if rest.isEmpty || rest.elementsEqual([UInt8(ascii: ".")]) { return true }
      case UInt8(ascii: "%"):
        let digits = String(decoding: bytes[(index + 1)...].prefix(2), as: UTF8.self)
        guard let hidden = UInt8(digits, radix: 16) else { return true }
        // Digits, letters, controls, and `.` `/` `\`: nobody writes them so.
        let (digit, big, small) = (48...57, 65...90, 97...122)
        if hidden < 32 || [digit, big, small].contains(where: { $0.contains(Int(hidden)) })
          || [0x2E, 0x2F, 0x5C].contains(hidden)
        {
          return true
        }
      default: break
      }
    }
    return false
  }
}
