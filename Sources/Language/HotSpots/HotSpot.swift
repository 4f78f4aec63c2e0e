public import Kernel

/// Messages about one place or group and one matter.
public struct HotSpot: Sendable, Hashable {
  /// Points by the published formula (`docs/language.md`), one decimal.
  public let heat: Double
  /// The parts the formula put together.
  public let parts: Parts
  /// First and last message.
  public let from: Timestamp
  public let to: Timestamp
  /// The place or the group of people; empty when the messages name none.
  public let place: String
  /// Subject of the message that is most like all others.
  public let summary: String
  /// Whose subject that is.
  public let central: String
  /// All messages, oldest first; the repeats of one user too, which count once.
  public let ids: [String]

  /// What goes into the heat.
  public struct Parts: Sendable, Hashable {
    /// Messages after repeats are taken out.
    public let voices: Int
    /// Days of the city on which one of them was sent.
    public let days: Int
    /// Votes for them less votes against them, never below nought.
    public let likes: Int
    /// 1 ordinary, 2 serious, 3 danger to life or health.
    public let severity: Int

    public init(voices: Int, days: Int, likes: Int, severity: Int) {
      (self.voices, self.days) = (voices, days)
      (self.likes, self.severity) = (likes, severity)
    }
  }
}
