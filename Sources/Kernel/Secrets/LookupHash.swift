/// A keyed hash that finds a sealed value by equality without storing it readably.
///
/// Text form `<key id>.<HMAC-SHA-256 in base64url>`. Plain hashes would not do: there are few enough
/// phone and ID numbers to try them all.
public struct LookupHash: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// What counts as the same value.
  public enum Form: Sendable {
    /// Every byte counts.
    case exact
    /// Numbers and codes as people type them: full-width letters become half-width, small ones
    /// capital, spaces and hyphens go.
    case code

    func normalised(_ text: String) -> String {
      switch self {
      case .exact: text
      case .code: String(String.UnicodeScalarView(text.unicodeScalars.compactMap(Self.folded)))
      }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
      switch scalar {
      case "a"..."z": Unicode.Scalar(scalar.value - 32)
      case "-", "\0"..." ": nil
      case "!"..."~": scalar
      // The printable ASCII characters in full width.
      case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0).flatMap(folded)
      default: isSilent(scalar.properties) ? nil : scalar
      }
    }

    private static func isSilent(_ properties: Unicode.Scalar.Properties) -> Bool {
      properties.isWhitespace || properties.isDefaultIgnorableCodePoint
        || properties.generalCategory == .dashPunctuation
    }
  }

  /// Hashes with the newest key; `label` names the use (`people.phone`), so that equal values in
  /// different columns have different hashes.
  ///
  /// - Throws: `SecretFault.noKey`.
  public init(
    of value: String, label: String, form: Form = .code, keys: SecretKeys
  ) throws(SecretFault) {
    self.init(value, label, form, try keys.newest(.lookup))
  }

  /// What to look for, newest key first: rows written before a change of keys are found too.
  public static func candidates(
    for value: String, label: String, form: Form = .code, keys: SecretKeys
  ) -> [LookupHash] {
    keys.all(.lookup).map { LookupHash(value, label, form, $0) }
  }

  private init(_ value: String, _ label: String, _ form: Form, _ key: SecretKeys.Key) {
    let code = HMAC.sha256("\(label)\0\(form.normalised(value))", key: key.bytes)
    rawValue = "\(key.id).\(Base64URL.encode(code))"
  }
}
