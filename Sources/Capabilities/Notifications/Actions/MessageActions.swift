import Contracts
import Gateways
import Kernel

/// What people do with their messages, and what the carrier later says of them.
struct MessageActions: MessageBox {
  let database: Database
  let sentences: MessageSentences

  func messages(
    to person: Identifier<Person>, limit: Int, in language: Language
  ) async throws -> [MessageCard] {
    let lines = try await database.read { db in
      try MessageStore.newest(to: person, limit: min(200, limit), in: db)
    }
    return try await cards(lines, in: language)
  }

  /// Some messages, where they go on, and how many are unread.
  struct Page: Sendable {
    let cards: [MessageCard]
    let next: MessageCursor?
    let unread: Int
  }

  func page(
    to person: Identifier<Person>, after: MessageCursor?, unreadOnly: Bool, limit: Int,
    in language: Language
  ) async throws -> Page {
    let (lines, unread) = try await database.read { db in
      (
        try MessageStore.newest(
          to: person, after: after, unreadOnly: unreadOnly, limit: limit + 1, in: db),
        try MessageStore.unread(by: person, in: db)
      )
    }
    let shown = Array(lines.prefix(limit))
    let last = lines.count > limit ? shown.last?.message : nil
    return Page(
      cards: try await cards(shown, in: language),
      next: last.map { MessageCursor(at: $0.at, id: $0.id.rawValue) }, unread: unread)
  }

  private func cards(
    _ lines: [MessageStore.Line], in language: Language
  ) async throws -> [MessageCard] {
    let plan = try await sentences.directory.plan()
    return lines.map { line in
      MessageCard(
        id: line.message.id.rawValue, text: sentences.onScreen(line.message, plan, in: language),
        at: line.message.at, isRead: line.isRead, request: line.message.subject)
    }
  }

  func optOuts(of person: Identifier<Person>) async throws -> Set<Message.Kind> {
    try await database.read { try MessageStore.optOuts(of: person, in: $0) }
  }

  func unread(by person: Identifier<Person>, in db: some Reading) throws -> Int {
    try MessageStore.unread(by: person, in: db)
  }

  func markRead(by person: Identifier<Person>) async throws {
    try await database.write { try MessageStore.markRead(by: person, in: $0) }
  }

  /// Switches texts of a kind off or on; the messages themselves stay in the app.
  ///
  /// Throws `Problem(.invalid)` for notices, which the law wants told.
  func setOptOut(_ isOut: Bool, _ kind: Message.Kind, of person: Identifier<Person>) async throws {
    guard kind != .notice else { throw Problem(field: "kind", "message.notice-stays") }
    try await database.write { try MessageStore.setOptOut(isOut, kind, of: person, in: $0) }
  }

  /// A carrier's report; it may come before the receipt, twice, or for a message nobody knows.
  func note(_ report: SMSReport) async throws { _ = try await note([report]) }

  /// Several at once; returns how many changed something.
  func note(_ reports: [SMSReport]) async throws -> Int {
    try await database.write { tx in
      try reports.reduce(0) { count, report in
        let message = Identifier<Message>(rawValue: report.key)
        return try count
          + DeliveryStore.noteReport(Delivery(report.state), at: report.at, of: message, in: tx)
      }
    }
  }
}
