internal import Kernel

/// What can be wrong at sign-in; never says whether an account exists.
enum SignInMistake {
  static func phone(digits: Int) -> FieldError {
    FieldError("phone", "sign-in.mistake.phone", values: ["n": String(digits)])
  }

  static let code = FieldError("code", "sign-in.mistake.code")
  static let codeLate = FieldError("code", "sign-in.mistake.code-late")

  /// Too many wrong codes; `minutes` until the next try.
  static func codeOften(minutes: Int) -> FieldError {
    FieldError("code", "sign-in.mistake.code-often", values: ["n": String(minutes)])
  }

  static let staff = FieldError("name", "sign-in.mistake.staff")

  static func locked(minutes: Int) -> FieldError {
    FieldError("name", "sign-in.mistake.locked", values: ["n": String(minutes)])
  }
}
