import Contracts
import Kernel

/// How many messages a person has not seen, told to their own pages as it changes.
struct MessageFeed: Sendable {
  struct Fact: Sendable {
    let person: Identifier<Person>
    let unread: Int
  }

  struct News: Encodable, Sendable { let unread: Int }

  func add(to feeds: LiveFeeds) {
    let counts = feeds.source("messages", of: [MessageEvents.UnreadChanged.name]) { events, db in
      let told = try events.compactMap { event in
        try event.decoded(as: MessageEvents.UnreadChanged.self).map { (event, $0.person) }
      }
      let unread = try MessageStore.unread(by: Set(told.map(\.1)), in: db)
      return told.map { event, person in
        LiveFact(Fact(person: person, unread: unread[person] ?? 0), of: event)
      }
    }
    feeds.feed(
      "messages", from: counts, .signedIn,
      first: { viewer, db -> News? in
        guard let person = viewer.person else { return nil }
        return News(unread: try MessageStore.unread(by: person, in: db))
      },
      listen: { _ in
        { viewer, facts -> News? in
          facts.last { $0.person == viewer.person }.map { News(unread: $0.unread) }
        }
      })
  }
}
