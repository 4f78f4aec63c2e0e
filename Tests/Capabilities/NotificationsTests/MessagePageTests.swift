import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Notifications

/// A person's messages by the page, and the choice of texts.
struct MessagePageTests {
  private static let person = Neighbourhood.reporter

  /// Seven messages, two of them of one instant, and one of somebody else.
  private func filled(_ backend: Backend) async throws -> Neighbourhood {
    let town = try await Neighbourhood(backend)
    for number in 0..<8 {
      try await town.database.write { tx in
        let message = Message(
          id: tx.newID(), to: number == 7 ? Neighbourhood.supporter : Self.person,
          kind: .progress, level: .normal, template: .accepted,
          codes: Message.Codes(number: "15070320260302W00000\(number)"), subject: "case-\(number)",
          at: TestClock.start.adding(minutes: Int64(number / 2)), dedupeKey: "key-\(number)")
        let isNew = try MessageStore.insert(message, in: tx)
        #expect(isNew)
      }
    }
    return town
  }

  private func page(
    _ town: Neighbourhood, after: MessageCursor? = nil, unreadOnly: Bool = false
  ) async throws -> MessageActions.Page {
    try await town.capability.actions.page(
      to: Self.person, after: after, unreadOnly: unreadOnly, limit: 3, in: .chinese)
  }

  @Test(arguments: Backend.all)
  func `pages hold every message once, the newest first`(backend: Backend) async throws {
    let town = try await filled(backend)
    var cards: [String] = []
    var cursor: MessageCursor?
    repeat {
      let page = try await page(town, after: cursor)
      #expect(page.cards.count <= 3 && page.unread == 7)
      cards += page.cards.compactMap(\.request)
      cursor = page.next.flatMap { MessageCursor($0.text) }
    } while cursor != nil

    #expect(cards == [6, 5, 4, 3, 2, 1, 0].map { "case-\($0)" })
  }

  @Test(arguments: Backend.all)
  func `what was seen leaves the unread ones`(backend: Backend) async throws {
    let town = try await filled(backend)
    try await town.capability.actions.markRead(by: Self.person)

    let unread = try await page(town, unreadOnly: true)
    let all = try await page(town)

    #expect(unread.cards.isEmpty && unread.unread == 0 && unread.next == nil)
    #expect(all.cards.count == 3 && all.cards.allSatisfy(\.isRead))
  }

  @Test(arguments: Backend.all)
  func `a page makes as many statements as an empty one`(backend: Backend) async throws {
    let town = try await filled(backend)
    for _ in 0..<2 {
      let count = QueryCount()
      _ = try await QueryCount.counting(in: count) { try await page(town) }
      #expect(count.value == 3)
    }
  }

  @Test(arguments: Backend.all)
  func `texts of progress are a choice, the law's notices are none`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    let actions = town.capability.actions

    try await actions.setOptOut(true, .progress, of: Self.person)
    try await actions.setOptOut(true, .progress, of: Self.person)
    #expect(try await actions.optOuts(of: Self.person) == [.progress])
    #expect(try await actions.optOuts(of: Neighbourhood.supporter) == [])
    await #expect(throws: Problem(field: "kind", "message.notice-stays")) {
      try await actions.setOptOut(true, .notice, of: Self.person)
    }
    try await actions.setOptOut(false, .progress, of: Self.person)
    #expect(try await actions.optOuts(of: Self.person) == [])
  }

  @Test(arguments: ["", "1", "x.00000000-0000-7000-8000-000000000001", "1.2.3", "1.short"])
  func `what is no cursor is none`(text: String) {
    #expect(MessageCursor(text) == nil)
  }

  @Test(arguments: Backend.all)
  func `screens show the short number and names in the reader's language`(
    backend: Backend
  ) async throws {
    let town = try await filled(backend)

    let card = try #require(try await page(town).cards.first)

    #expect(card.text.contains("LL-0302-0006"))
    #expect(!card.text.contains("15070320260302W000006"))
  }
}
