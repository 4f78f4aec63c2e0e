internal import Kernel

/// Which messages come as texts too; each choice posts `kind` and `texts`.
struct TextSettingsView: Sendable {
  let kinds: [Kind]
  let mail: MailView?
  let push: PushView?
  let errors: FormErrors?
  /// Nil where there are no areas.
  let near: Near?

  /// Of which areas and matters the person has news; posts `area` and `service_code`.
  struct Near: Sendable {
    let alerts: [Alert]
    let areas: [Choice]
    let services: [Choice]

    struct Alert: Sendable {
      let area: String
      /// Empty for every type.
      let service: String
      let place: String
      let what: String
    }

    struct Choice: Sendable {
      let code: String
      let name: String
    }
  }

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

  init(
    _ optOuts: Set<Message.Kind>, _ mail: MailView?, _ push: PushView?,
    _ errors: FormErrors?, _ words: Words, _ language: Language, near: Near? = nil
  ) {
    self.near = near
    self.mail = mail
    self.push = push
    self.errors = errors
    kinds = [
      (.progress, "messages.kind.progress", "messages.kind.progress.hint"),
      (.permissions, "messages.kind.permissions", "messages.kind.permissions.hint"),
      (.area, "messages.kind.area", "messages.kind.area.hint"),
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

/// A person's mail address: what there is, and what waits for its code.
struct MailView: Sendable {
  /// `l***@example.cn`.
  let confirmed: String?
  let waiting: String?
  let typed: String
  /// The code itself, in the demo only.
  let demoCode: String?

  /// Nil where there is no carrier for mails.
  init?(_ stand: AddressActions.Stand, isOffered: Bool, typed: String, demoCode: String?) {
    guard isOffered else { return nil }
    confirmed = stand.confirmed
    waiting = stand.waiting
    self.typed = typed
    self.demoCode = demoCode
  }
}
