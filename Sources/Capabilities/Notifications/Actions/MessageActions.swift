import Contracts
import Gateways
import Kernel

/// What people do with their messages, and what the carrier later says of them.
struct MessageActions: MessageBox {
  let database: Database
  let sentences: MessageSentences
  let course: DeliveryCourse

  func messages(
    to person: Identifier<Person>, limit: Int, in language: Language
  ) async throws -> [MessageCard] {
    let (lines, book) = try await database.read { db in
      (
        try MessageStore.newest(to: person, limit: min(200, limit), in: db),
        try TemplateStore.book(in: db)
      )
    }
    return try await cards(lines, book, in: language)
  }

  /// Some messages, where they go on, and how many are unread.
  struct Page: Sendable {
    let cards: [MessageCard]
    let next: MessageCursor?
    let unread: Int
    /// Those that are news of an area, which can be ended from here.
    var ends: Set<String> = []
  }

  func page(
    to person: Identifier<Person>, after: MessageCursor?, unreadOnly: Bool, limit: Int,
    in language: Language
  ) async throws -> Page {
    let (lines, unread, book) = try await database.read { db in
      (
        try MessageStore.newest(
          to: person, after: after, unreadOnly: unreadOnly, limit: limit + 1, in: db),
        try MessageStore.unread(by: person, in: db), try TemplateStore.book(in: db)
      )
    }
    let shown = Array(lines.prefix(limit))
    let last = lines.count > limit ? shown.last?.message : nil
    return Page(
      cards: try await cards(shown, book, in: language),
      next: last.map { MessageCursor(at: $0.at, id: $0.id.rawValue) }, unread: unread,
      ends: Set(
        shown.filter { $0.message.kind == .area }.map { $0.message.id.rawValue }))
  }

  private func cards(
    _ lines: [MessageStore.Line], _ book: TemplateBook, in language: Language
  ) async throws -> [MessageCard] {
    let plan = try await sentences.directory.plan()
    return lines.map { line in
      MessageCard(
        id: line.message.id.rawValue,
        text: sentences.onScreen(line.message, plan, book, in: language),
        at: line.message.at, isRead: line.isRead,
        request: line.message.page == nil ? line.message.subject : nil, page: line.message.page,
        asksAcknowledgement: line.message.kind == .notice && line.acknowledgedAt == nil,
        acknowledgedAt: line.acknowledgedAt)
    }
  }

  func optOuts(of person: Identifier<Person>) async throws -> Set<Message.Kind> {
    try await database.read { try MessageStore.optOuts(of: person, in: $0) }
  }

  func unread(by person: Identifier<Person>, in db: some Reading) throws -> Int {
    try MessageStore.unread(by: person, in: db)
  }

  func markRead(by person: Identifier<Person>) async throws {
    try await database.write { tx in
      guard try MessageStore.markRead(by: person, in: tx) else { return }
      try tx.publish(MessageEvents.UnreadChanged(person: person, at: tx.now))
    }
  }

  /// Notes that the person knows what the law wants told.
  ///
  /// Throws `Problem(.notFound)` for any other message.
  func acknowledge(_ id: Identifier<Message>, by person: Identifier<Person>) async throws {
    try await database.write { tx in
      guard try MessageStore.acknowledge(id, by: person, in: tx) else {
        // Pressed twice: it stays as it is, with the time it had.
        if try MessageStore.isAcknowledged(id, by: person, in: tx) { return }
        throw Problem(.notFound)
      }
      try tx.publish(MessageEvents.UnreadChanged(person: person, at: tx.now))
    }
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
  ///
  /// What failed goes on by the next channel.
  func note(_ reports: [SMSReport]) async throws -> Int {
    try await database.write { tx in
      try reports.reduce(0) { count, report in
        let id = Identifier<DeliveryStore.Attempt>(rawValue: report.key)
        let state = Delivery(report.state)
        guard try DeliveryStore.noteReport(state, at: report.at, of: id, in: tx) else {
          return count
        }
        if state == .failed, let attempt = try DeliveryStore.find(id, in: tx) {
          try course.goOn(after: attempt, in: tx)
        }
        return count + 1
      }
    }
  }
}

extension Message {
  /// Its own page, where it is not about a case: cases open where their reader works.
  var page: String? {
    switch template.topic {
    case .request: nil
    case .mandate: "/permissions/" + subject
    case .consent: "/consents/" + subject
    case .right: "/rights/" + subject
    }
  }
}
