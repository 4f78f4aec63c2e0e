public import Kernel

/// The key of a program that speaks a standard of others, such as GeoReport; good at one site.
public struct APIKey: Sendable, Hashable {
  /// Names it in lists, histories and audits; unique for ever.
  public let name: String
  public let createdAt: Timestamp
  public let expiresAt: Timestamp
  public let revokedAt: Timestamp?

  /// Who is written into histories.
  static func actor(_ name: String) -> String { "key:" + name }

  /// 1 to 40 of `a-z 0-9 . _ -`.
  static func isName(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 45, 46, 48...57, 95, 97...122: true
        default: false
        }
      }
  }

  /// What it can do now: `open`, `revoked` or `expired`.
  public func standing(at now: Timestamp) -> String {
    if revokedAt != nil { return "revoked" }
    return expiresAt > now ? "open" : "expired"
  }
}
