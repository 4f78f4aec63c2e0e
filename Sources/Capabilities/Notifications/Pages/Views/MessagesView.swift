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

    init(path: String, text: String, when: String, isNew: Bool) {
      let number = text.firstRange(of: /[A-Z]{2}-\d{4}-\d{4,}/)
      let cut = number ?? text.endIndex..<text.endIndex
      self.path = path
      self.text = String(text[..<cut.lowerBound])
      self.number = String(text[cut])
      rest = String(text[cut.upperBound...])
      self.when = when
      self.isNew = isNew
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
        path: MessageRoutes.path(card.request, for: call.viewer), text: card.text,
        when: Say.when(card.at, now: call.now, in: call.language), isNew: !card.isRead)
    }
    let nothing = isNewOnly ? "messages.empty.new" : "messages.empty"
    empty = rows.isEmpty ? Empty(text: say(nothing)) : nil
    canMark = page.unread > 0
    first = isFirst ? nil : base
    older = page.next.map { base + (isNewOnly ? "&" : "?") + "after=" + $0.text }
  }
}

/// Which messages come as texts too; each choice posts `kind` and `texts`.
struct TextSettingsView: Sendable {
  let kinds: [Kind]

  struct Kind: Sendable {
    let code: String
    let label: String
    let hint: String
    /// Whether texts of the kind are sent now.
    let isOn: Bool
    /// The law wants it told: it cannot be switched off.
    let isFixed: Bool
    /// The opposite, for the other button.
    let isOff: Bool
  }

  init(_ optOuts: Set<Message.Kind>, _ words: Words, _ language: Language) {
    kinds = [
      (.progress, "messages.kind.progress", "messages.kind.progress.hint"),
      (.notice, "messages.kind.notice", "messages.kind.notice.hint"),
    ].map { (kind: Message.Kind, word: String, hint: String) in
      let isOn = kind == .notice || !optOuts.contains(kind)
      return Kind(
        code: kind.rawValue, label: words.text(word, in: language),
        hint: words.text(hint, in: language), isOn: isOn, isFixed: kind == .notice,
        isOff: !isOn)
    }
  }
}
