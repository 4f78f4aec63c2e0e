internal import Kernel

/// One's own account: where one is signed in and, for staff, with what.
struct AccountView: Sendable {
  let staff: Staff?
  let sessions: [Row]
  /// The button that ends all others; absent when there is none.
  let others: String?
  /// Since when WeChat signs in by itself; absent when it does not.
  let weChat: String?
  /// The number that signs in, masked; absent for staff.
  let phone: String?
  /// What has just been done.
  let done: String?

  struct Staff: Sendable {
    let password: String
    let twoStep: String
  }

  struct Row: Sendable {
    let id: String
    let number: Int
    let device: String
    let icon: String
    let seen: String
    let began: String
    let isThis: Bool
    let isStrong: Bool
    /// The button for those who only hear it.
    let endWords: String
  }

  init(
    _ overview: OwnAccount.Overview, current: String?, done: String?, now: Timestamp,
    _ words: Words, _ language: Language
  ) {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
      words.text(key, values, in: language)
    }
    func when(_ at: Timestamp) -> String { Say.when(at, now: now, in: language) }
    self.done = done
    phone = overview.phone
    weChat = overview.linkedAt.map { say("account.wechat.on", ["when": when($0)]) }
    staff = overview.staff.map { staff in
      let codes = words.text(
        "recovery.left", count: Int(staff.codesLeft), in: language)
      return Staff(
        password: staff.passwordAt.rawValue == 0
          ? say("password.since-start")
          : say("password.since", ["when": when(staff.passwordAt)]),
        twoStep: staff.enrolledAt.map { say("two-step.on", ["when": when($0)]) + " · " + codes }
          ?? say(staff.isAsked ? "two-step.off-asked" : "two-step.is-off"))
    }
    // This one first, so that nobody has to look for it.
    let sorted =
      overview.sessions.filter { $0.id == current }
      + overview.sessions.filter { $0.id != current }
    sessions = sorted.enumerated().map { index, session in
      let device = Self.device(session.device, words, language)
      let isThis = session.id == current
      return Row(
        id: session.id, number: index + 1, device: device.name, icon: device.icon,
        seen: isThis
          ? say("account.now")
          : session.seenAt.rawValue == 0
            ? say("account.unseen") : say("account.seen", ["when": when(session.seenAt)]),
        began: say(
          "account.began",
          ["when": when(session.startedAt), "end": when(session.expiresAt)]),
        isThis: isThis, isStrong: session.isStrong,
        endWords: say("account.end-which", ["device": device.name]))
    }
    let count = sorted.count { $0.id != current }
    others = count == 0 ? nil : words.text("account.end-others", count: count, in: language)
  }

  static func device(
    _ code: String, _ words: Words, _ language: Language
  ) -> (name: String, icon: String) {
    guard let keys = DeviceWords.keys(of: code) else {
      return (words.text("account.device-unknown", in: language), "lock")
    }
    let name = [keys.program, keys.system].map { words.text($0, in: language) }
    let isPhone = ["harmony", "android", "iphone", "ipad"].contains {
      keys.system.hasSuffix("." + $0)
    }
    return (name.joined(separator: " · "), isPhone ? "phone" : "globe")
  }
}

/// Changing one's own password.
struct AccountPasswordView: Sendable {
  let fields: [TextField]
  let errors: FormErrors?

  init(errors: FormErrors?, _ words: Words, _ language: Language) {
    self.errors = errors
    fields =
      [
        TextField.password(
          "old", words.text("password.old", in: language), isNew: false, errors: errors)
      ] + Self.new(errors, words, language)
  }

  static func new(
    _ errors: FormErrors?, _ words: Words, _ language: Language
  ) -> [TextField] {
    [
      .password(
        "password", words.text("password.new", in: language), isNew: true,
        hint: words.text("password.hint", in: language), errors: errors),
      .password("again", words.text("password.again", in: language), isNew: true, errors: errors),
    ]
  }
}

/// The second factor once it is there.
struct AccountTwoStepView: Sendable {
  let state: String
  let codes: String
  let canRemove: Bool
  let field: TextField
  let errors: FormErrors?

  init(
    _ staff: OwnAccount.Overview.Staff, canRemove: Bool, errors: FormErrors?, now: Timestamp,
    _ words: Words, _ language: Language
  ) {
    let at = staff.enrolledAt.map { Say.when($0, now: now, in: language) } ?? ""
    state = words.text("two-step.on", ["when": at], in: language)
    codes = words.text("recovery.left", count: Int(staff.codesLeft), in: language)
    self.canRemove = canRemove
    self.errors = errors
    field = .code(words.text("two-step.code.to-change", in: language), errors: errors)
  }
}
