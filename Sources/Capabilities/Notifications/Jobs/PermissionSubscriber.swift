import Contracts
import Kernel

/// Turns what happened to mandates, consents and requests about data into messages.
struct PermissionSubscriber: Sendable {
  let teller: Teller

  func subscribe(to events: Subscriptions) {
    events.on(MandateEvents.Asked.self, as: "notifications.mandate_asked") { asked, tx in
      try tell(PermissionRule.asked, [asked.asked], asked.mandate, "asked", asked.at, in: tx)
    }
    events.on(MandateEvents.Confirmed.self, as: "notifications.mandate_confirmed") { event, tx in
      try tell(
        PermissionRule.confirmed, [event.principal, event.delegate], event.mandate, "confirmed",
        event.at, dueAt: event.untilAt, in: tx)
    }
    events.on(MandateEvents.ScopeSwitched.self, as: "notifications.mandate_switched") {
      turned, tx in
      try tell(
        PermissionRule.changed, [turned.principal, turned.delegate], turned.mandate,
        "switched\(turned.at.rawValue)", turned.at, in: tx)
    }
    events.on(MandateEvents.Ended.self, as: "notifications.mandate_ended") { ended, tx in
      try tell(
        PermissionRule.ended(ended.reason), [ended.principal, ended.delegate], ended.mandate,
        "ended", ended.at, in: tx)
    }
    events.on(ConsentEvents.Given.self, as: "notifications.consent_given") { given, tx in
      try tell(
        PermissionRule.given, [given.person], given.purpose, "given\(given.at.rawValue)", given.at,
        in: tx)
    }
    events.on(ConsentEvents.Withdrawn.self, as: "notifications.consent_withdrawn") { event, tx in
      try tell(
        PermissionRule.takenBack, [event.person], event.purpose, "withdrawn\(event.at.rawValue)",
        event.at, in: tx)
    }
    events.on(RightsEvents.Decided.self, as: "notifications.right_decided") { decided, tx in
      try tell(
        PermissionRule.decided, [decided.person], decided.request, "decided", decided.at, in: tx)
    }
    events.on(RightsEvents.Extended.self, as: "notifications.right_extended") { event, tx in
      try tell(
        PermissionRule.extended, [event.person], event.request, "extended", event.at,
        dueAt: event.dueAt, in: tx)
    }
  }

  private func tell(
    _ draft: Draft, _ people: [Identifier<Person>?], _ subject: String, _ occasion: String,
    _ at: Timestamp, dueAt: Timestamp? = nil, in tx: Transaction
  ) throws {
    try teller.tell(
      draft, to: try readers(people.compactMap { $0 }, in: tx), about: subject,
      Message.Codes(number: "", dueAt: dueAt), occasion: Occasion(name: occasion, at: at), in: tx)
  }

  /// Those who can sign in: not a child or a ward, and nobody whose account was closed meanwhile.
  private func readers(
    _ people: [Identifier<Person>], in tx: Transaction
  ) throws -> [Identifier<Person>] {
    guard !people.isEmpty else { return [] }
    let cards = try teller.people.cards(of: people, in: tx)
    return people.filter { cards[$0]?.maskedPhone != nil || cards[$0]?.post != nil }
  }
}
