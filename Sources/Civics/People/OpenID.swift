/// WeChat's name for one person in one mini-program (openid); printing it does not show it.
///
/// It says nothing by itself, and it is personal all the same: it stays the same for ever.
public struct OpenID: Hashable, Sendable {
  public let rawValue: String

  /// Nil for what WeChat does not make: letters, digits, `-` and `_`, at most 128.
  public init?(rawValue: String) {
    guard (1...128).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(Self.isLetter) else {
      return nil
    }
    self.rawValue = rawValue
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 45, 48...57, 65...90, 95, 97...122: true
    default: false
    }
  }
}

extension OpenID: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { "OpenID" }
  public var debugDescription: String { description }
}
