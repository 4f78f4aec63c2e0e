public import Kernel

extension PhoneNumber {
  /// What is wrong with what was typed and what to do about it; nil when the number will do.
  ///
  /// `landline`: the sentence for a landline where only a mobile will do, because a text message
  /// is sent to it; nil where a landline is as good.
  public static func fault(
    in typed: String, at field: String = "phone", landline: String? = nil
  ) -> FieldError? {
    var text = TypedText.compact(typed)
    if let country = ["+86", "0086"].first(where: { text.hasPrefix($0) }) {
      text.removeFirst(country.count)
    }
    let digits = text.filter { "0"..."9" ~= $0 }.map(String.init)
    let local = landline ?? "phone.mistake.area-code"
    do throws(ParseError) {
      let number = try PhoneNumber(typed)
      guard let landline, number.kind == .landline else { return nil }
      return FieldError(field, landline)
    } catch {
      switch error {
      case .serviceNumber: return FieldError(field, "phone.mistake.service")
      case .areaCodeMissing: return FieldError(field, local)
      case .notDigits, .wrongForm:
        if digits.isEmpty { return FieldError(field, "phone.mistake.empty") }
        // A zero before a mobile is an old habit, and no area code.
        if digits[0] == "0", digits.count != 12 || digits[1] != "1" {
          return FieldError(field, local)
        }
        guard digits.count != 11 else { return FieldError(field, "phone.mistake.form") }
        return FieldError(field, "phone.mistake.digits", values: ["n": String(digits.count)])
      }
    }
  }
}
