internal import Kernel

/// Changing one's telephone number: the new one, then a code from the old and one from the new.
struct AccountPhoneView: Sendable {
  let title: String
  let lead: String
  /// Below the prefix.
  let action: String
  let act: String
  /// Names the change; absent while the number is asked for.
  let pass: String?
  let field: TextField
  /// The code itself, in the demo only.
  let demoCode: String?
  /// While the old number is still to be shown: what to do when it is lost.
  let asksOld: Bool
  let errors: FormErrors?

  init(
    now phone: String, typed: String, errors: FormErrors?, _ words: Words, _ language: Language
  ) {
    title = words.text("account.phone.title", in: language)
    lead = words.text("account.phone.why", ["phone": phone], in: language)
    action = "/account/phone"
    act = words.text("account.phone.send", in: language)
    pass = nil
    field = TextField(
      "phone", words.text("account.phone.number", in: language), type: "tel", value: typed,
      hint: words.text("sign-in.phone.hint", in: language), errors: errors,
      autocomplete: "tel-national", inputmode: "tel", most: 20)
    demoCode = nil
    asksOld = true
    self.errors = errors
  }

  init(
    _ step: OwnAccount.PhoneStep, demoCode: String?, errors: FormErrors?, _ words: Words,
    _ language: Language
  ) {
    func say(_ key: String) -> String { words.text(key, in: language) }
    title = say(step.isProven ? "account.phone.new.title" : "account.phone.old.title")
    lead = words.text("account.phone.sent", ["phone": step.sentTo], in: language)
    action = step.isProven ? "/account/phone/new" : "/account/phone/old"
    act = say(step.isProven ? "account.phone.act" : "account.phone.next")
    pass = step.pass
    field = TextField(
      "code", say("form.code"), errors: errors, autocomplete: "one-time-code",
      inputmode: "numeric", most: 6, isCode: true, isPlain: true)
    self.demoCode = demoCode
    asksOld = !step.isProven
    self.errors = errors
  }
}
