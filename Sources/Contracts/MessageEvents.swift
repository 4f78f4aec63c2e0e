public import Kernel

/// What Notifications tells the rest of the city, and pages that listen.
public enum MessageEvents {
  /// Somebody has a new message, or has seen what there was: their number of unread ones changed.
  public struct UnreadChanged: Event, Hashable {
    public static let name = "notifications.unread_changed.v1"
    public let person: Identifier<Person>
    public let at: Timestamp

    public init(person: Identifier<Person>, at: Timestamp) {
      self.person = person
      self.at = at
    }

    public var subject: String { "person:\(person)" }
  }
}
