internal import Contracts
internal import Kernel

/// A person's messages, newest first.
struct MessagesView: Sendable {
  /// All, and those not seen yet with their number.
  let shows: [Link]
  let rows: [Row]
  /// Set when there is none.
  let empty: Empty?
  let canMark: Bool
  /// Back to the beginning, on a later page.
  let first: String?
  let older: String?
  /// What staff may do with everybody's messages.
  var links: [Link] = []

  struct Link: Sendable {
    let path: String
    let label: String
    let current: Bool
  }

  struct Row: Sendable {
    /// The case, as this person may open it.
    let path: String
    let text: String
    /// The case's number within the text, which stays on one line, and what follows it.
    let number: String
    let rest: String
    let when: String
    let isNew: Bool
    /// The message's id where the person is asked to say that they know; nil elsewhere.
    let asks: String?
    /// The message's id where it is news of an area, which one tap ends; nil elsewhere.
    let ends: String?
    /// "已确认 10:12".
    let known: String?

    init(
      path: String, text: String, when: String, isNew: Bool, asks: String? = nil,
      ends: String? = nil, known: String? = nil
    ) {
      let number = text.firstRange(of: /[A-Z]{2}-\d{4}-\d{4,}/)
      let cut = number ?? text.endIndex..<text.endIndex
      self.path = path
      self.text = String(text[..<cut.lowerBound])
      self.number = String(text[cut])
      rest = String(text[cut.upperBound...])
      self.when = when
      self.isNew = isNew
      self.asks = asks
      self.ends = ends
      self.known = known
    }
  }

  struct Empty: Sendable { let text: String }
}

extension MessagesView {
  init(_ page: MessageActions.Page, isNewOnly: Bool, isFirst: Bool, _ call: Call) {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
      call.words.text(key, values, in: call.language)
    }
    let base = isNewOnly ? "/messages?show=new" : "/messages"
    shows = [
      Link(path: "/messages", label: say("messages.all"), current: !isNewOnly),
      Link(
        path: "/messages?show=new", label: say("messages.unread", ["n": String(page.unread)]),
        current: isNewOnly),
    ]
    rows = page.cards.map { card in
      Row(
        path: card.page ?? MessageRoutes.path(card.request, for: call.viewer), text: card.text,
        when: Say.when(card.at, now: call.now, in: call.language), isNew: !card.isRead,
        asks: card.asksAcknowledgement ? card.id : nil,
        ends: page.ends.contains(card.id) ? card.id : nil,
        known: card.acknowledgedAt.map {
          say("messages.known", ["when": Say.when($0, now: call.now, in: call.language)])
        })
    }
    let nothing = isNewOnly ? "messages.empty.new" : "messages.empty"
    empty = rows.isEmpty ? Empty(text: say(nothing)) : nil
    canMark = page.unread > 0
    links = [
      (Permission.resend, "/messages/deliveries", "deliveries.title"),
      (.editTemplates, "/messages/templates", "templates.title"),
      (.editTemplates, "/messages/chains", "chains.title"),
    ].filter { call.viewer.can($0.0) }.map { _, path, word in
      Link(path: path, label: say(word), current: false)
    }
    first = isFirst ? nil : base
    older = page.next.map { base + (isNewOnly ? "&" : "?") + "after=" + $0.text }
  }
}
