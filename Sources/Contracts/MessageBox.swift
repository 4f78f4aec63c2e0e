public import Kernel

/// A person's own messages; Notifications answers.
public protocol MessageBox: Sendable {
  /// The newest first, at most `limit`, in one query and in words of `language`.
  func messages(
    to person: Identifier<Person>, limit: Int, in language: Language
  ) async throws -> [MessageCard]

  /// How many the person has not seen yet.
  func unread(by person: Identifier<Person>, in db: some Reading) throws -> Int

  /// Notes that the person has seen everything up to now.
  func markRead(by person: Identifier<Person>) async throws
}

/// One message as its receiver reads it.
public struct MessageCard: Sendable, Hashable {
  public let id: String
  public let text: String
  public let at: Timestamp
  public let isRead: Bool
  /// The case it is about; nil where it is about something else.
  public let request: String?
  /// The reader's own page about it, where it is not a case.
  public let page: String?
  /// The law wants it told, and the person has not said yet that they know.
  public let asksAcknowledgement: Bool
  /// When they said so.
  public let acknowledgedAt: Timestamp?

  public init(
    id: String, text: String, at: Timestamp, isRead: Bool, request: String?, page: String? = nil,
    asksAcknowledgement: Bool = false, acknowledgedAt: Timestamp? = nil
  ) {
    self.id = id
    self.text = text
    self.at = at
    self.isRead = isRead
    self.request = request
    self.page = page
    self.asksAcknowledgement = asksAcknowledgement
    self.acknowledgedAt = acknowledgedAt
  }
}
