public import Kernel

/// A message and what it was answered.
public struct AnsweredMessage: Sendable, Hashable {
  public let id: String
  public let subject: String
  public let text: String
  public let at: Timestamp
  /// Empty when nothing was answered.
  public let reply: String
  /// Nil when nothing was answered yet.
  public let repliedAt: Timestamp?

  public init(
    id: String, subject: String, text: String, at: Timestamp, reply: String, repliedAt: Timestamp?
  ) {
    (self.id, self.subject, self.text, self.at) = (id, subject, text, at)
    (self.reply, self.repliedAt) = (reply, repliedAt)
  }

  /// Columns a file has to have.
  public static let columns = ["id", "subject", "time", "text", "reply", "replied_at"]

  /// - Throws: `BadRow` for times that are none, and a reply that is older than its message.
  public init(_ row: MessageSheet.Row) throws(MessageSheet.BadRow) {
    let at = try row.instant("time")
    let reply = row.text("reply")
    let repliedAt = row.text("replied_at").isEmpty ? nil : try row.instant("replied_at")
    if !reply.isEmpty, repliedAt == nil { throw row.bad("a reply without replied_at") }
    // A few times of public data hold the day only.
    if let repliedAt, CityTime.date(of: repliedAt) < CityTime.date(of: at) {
      throw row.bad("the reply is older than the message")
    }
    self.init(
      id: row.text("id"), subject: row.text("subject"), text: row.text("text"), at: at,
      reply: reply, repliedAt: reply.isEmpty ? nil : repliedAt)
  }
}
