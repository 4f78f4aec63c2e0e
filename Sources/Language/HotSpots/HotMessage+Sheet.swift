extension HotMessage {
  /// Columns a file has to have; `likes` and `dislikes` may be there.
  public static let columns = ["id", "user", "subject", "time", "text"]

  /// - Throws: `BadRow` for a time that is none and votes that are no counts.
  public init(_ row: MessageSheet.Row) throws(MessageSheet.BadRow) {
    let user = row.text("user")
    self.init(
      id: row.text("id"), user: user.isEmpty ? nil : user, subject: row.text("subject"),
      text: row.text("text"), at: try row.instant("time"), likes: try row.count("likes"),
      dislikes: try row.count("dislikes"))
  }
}
