internal import Kernel

/// Sign-in of staff, second step: a code of the authenticator.
struct SignInTwoStepView: Sendable {
  let pass: String
  let returnTo: String
  let field: TextField
  let errors: FormErrors?

  init(pass: String, returnTo: String, errors: FormErrors?, _ words: Words, _ language: Language) {
    self.pass = pass
    self.returnTo = returnTo
    self.errors = errors
    field = .code(
      words.text("two-step.code", in: language), errors: errors,
      hint: words.text("two-step.code.hint", in: language))
  }
}

/// Another password than the one handed over.
struct SignInPasswordView: Sendable {
  let pass: String
  let returnTo: String
  let fields: [TextField]
  let errors: FormErrors?

  init(
    pass: String, returnTo: String, errors: FormErrors?, _ words: Words, _ language: Language
  ) {
    self.pass = pass
    self.returnTo = returnTo
    self.errors = errors
    fields = AccountPasswordView.new(errors, words, language)
  }
}

/// Setting up the second factor: QR code, key as text, and the first code.
struct TwoStepEnrolView: Sendable {
  struct Drawing: Sendable {
    let side: Int
    let path: String
  }

  /// Where the form goes, below the prefix.
  let action: String
  /// Set in the middle of signing in.
  let pass: String?
  let secret: String
  let code: Drawing?
  let key: String
  let account: String
  let isAsked: Bool
  let returnTo: String
  /// The password, where it was not typed a moment ago.
  let ask: TextField?
  let field: TextField
  let errors: FormErrors?

  /// What the page shows of an enrolment, which a mistake must not change.
  struct Shown: Sendable {
    let sealed: String
    let login: String
    let secret: [UInt8]
    let issuer: String
  }

  init(
    _ shown: Shown, action: String, pass: String? = nil, returnTo: String = "",
    asksPassword: Bool = false, isAsked: Bool,
    errors: FormErrors?, _ words: Words, _ language: Language
  ) {
    let address = OneTimeCode.address(shown.secret, login: shown.login, issuer: shown.issuer)
    self.action = action
    self.pass = pass
    secret = shown.sealed
    code = QRCode(address).map { Drawing(side: $0.side, path: $0.path) }
    key = Base32.grouped(Base32.encode(shown.secret))
    account = words.text(
      "two-step.enrol.account", ["issuer": shown.issuer, "login": shown.login], in: language)
    self.isAsked = isAsked
    self.returnTo = returnTo
    self.errors = errors
    ask =
      asksPassword
      ? .password(
        "old", words.text("password.old", in: language), isNew: false, errors: errors) : nil
    field = .code(words.text("two-step.code", in: language), errors: errors)
  }
}

/// Ten codes on paper, shown once.
struct RecoveryCodesView: Sendable {
  let codes: [String]
  /// Where to go on, below the prefix.
  let next: String
}
