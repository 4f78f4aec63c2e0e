internal import Kernel

/// One line to type in, with its label, hint and mistake; drawn by `text-field`.
struct TextField: Sendable {
  let id: String
  let name: String
  let label: String
  var type = "text"
  var value = ""
  var hint: String?
  var error: String?
  var autocomplete: String?
  var inputmode: String?
  var most = 100
  /// Big and wide apart, for codes.
  var isCode = false
  /// For names of accounts, which are no words.
  var isPlain = false

  /// Ids of what explains the field.
  let described: String

  init(
    _ name: String, _ label: String, type: String = "text", value: String = "",
    hint: String? = nil, errors: FormErrors? = nil, autocomplete: String? = nil,
    inputmode: String? = nil, most: Int = 100, isCode: Bool = false, isPlain: Bool = false
  ) {
    id = name
    self.name = name
    self.label = label
    self.type = type
    self.value = value
    self.hint = hint
    error = errors?.on[name]
    self.autocomplete = autocomplete
    self.inputmode = inputmode
    self.most = most
    self.isCode = isCode
    self.isPlain = isPlain
    described = [hint == nil ? nil : name + "-hint", error == nil ? nil : name + "-err"]
      .compactMap(\.self).joined(separator: " ")
  }

  /// For the code of an authenticator, or one on paper.
  static func code(_ label: String, errors: FormErrors?, hint: String? = nil) -> TextField {
    TextField(
      "code", label, hint: hint, errors: errors, autocomplete: "one-time-code", most: 20,
      isCode: true, isPlain: true)
  }

  static func password(
    _ name: String, _ label: String, isNew: Bool, hint: String? = nil, errors: FormErrors?
  ) -> TextField {
    TextField(
      name, label, type: "password", hint: hint, errors: errors,
      autocomplete: isNew ? "new-password" : "current-password", most: 256)
  }
}
