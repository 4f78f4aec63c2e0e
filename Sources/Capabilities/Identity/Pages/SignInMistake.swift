internal import Civics
internal import Kernel

/// What can be wrong at sign-in; never says whether an account exists.
enum SignInMistake {
  /// The code goes out as a text message, and a landline takes none.
  static func phone(_ typed: String) -> FieldError? {
    PhoneNumber.fault(in: typed, landline: "sign-in.mistake.landline")
  }

  static let code = FieldError("code", "sign-in.mistake.code")
  static let codeLate = FieldError("code", "sign-in.mistake.code-late")

  /// Those of the fields that hold nothing.
  static func missing(_ form: Form, _ fields: [String]) -> [FieldError] {
    fields.filter { form.text($0) == nil }.map { field in
      FieldError(
        field, field == "name" ? "sign-in.mistake.no-name" : "sign-in.mistake.no-password")
    }
  }

  static let staff = FieldError("name", "sign-in.mistake.staff")

  /// When to try again, said as minutes and as the time on the clock.
  static func locked(_ field: String, until: Timestamp, minutes: Int64) -> FieldError {
    FieldError(
      field, "sign-in.mistake.locked", values: ["n": String(minutes), "at": Say.clock(until)])
  }
}
