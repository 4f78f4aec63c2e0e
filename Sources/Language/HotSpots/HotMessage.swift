public import Kernel

/// One message or case as the search for hot spots reads it.
public struct HotMessage: Sendable, Hashable {
  public let id: String
  /// Whoever wrote it, as a code; nil for nobody known, who is then taken for a person of their own.
  public let user: String?
  public let subject: String
  public let text: String
  /// Where it is, as it was typed: names are looked for in it, its other words are no matter.
  public let address: String
  public let at: Timestamp
  /// Votes for it, and against it.
  public let likes: Int
  public let dislikes: Int

  /// Region code of where it is, when that is known: 12 digits and more name a community.
  public let area: String?

  /// What kind of matter was picked for it, as a code; nil where nobody picked.
  public let kind: String?

  public init(
    id: String, user: String?, subject: String, text: String, at: Timestamp, likes: Int = 0,
    dislikes: Int = 0, address: String = "", area: String? = nil, kind: String? = nil
  ) {
    (self.address, self.area, self.kind) = (address, area, kind)
    (self.id, self.user, self.subject, self.text, self.at) = (id, user, subject, text, at)
    (self.likes, self.dislikes) = (likes, dislikes)
  }
}
