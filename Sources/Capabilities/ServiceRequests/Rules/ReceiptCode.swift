import Casework
import Kernel

/// What shows that somebody holds a case's receipt: eight characters beside the number.
///
/// Worked out from the case's id with the site's look-up key, so nothing is stored. 40 bits: with the
/// brake of ten tries a minute and caller, a guess takes longer than any case.
struct ReceiptCode: Hashable, Sendable {
  /// Such as `7K2Q-M9XD`: no I, L, O or U, so that nothing is misread.
  let text: String

  static let label = "service_requests.receipt"
  private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  init(of id: Identifier<Case>, keys: SecretKeys) throws {
    self.init(try LookupHash(of: id.rawValue, label: Self.label, form: .exact, keys: keys))
  }

  /// Whether the typed text is the code, also one given before a change of keys.
  static func fits(_ typed: String, _ id: Identifier<Case>, keys: SecretKeys) -> Bool {
    let typed = plain(typed)
    let hashes = LookupHash.candidates(for: id.rawValue, label: label, form: .exact, keys: keys)
    // All are looked at, so that the time says nothing.
    return hashes.reduce(false) { fits, hash in
      ConstantTime.equal(typed, plain(ReceiptCode(hash).text)) || fits
    }
  }

  private init(_ hash: LookupHash) {
    let bits = SHA256.hash(hash.rawValue).prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let characters = (0..<8).reversed().map { Self.letters[Int(bits >> (UInt64($0) * 5) & 31)] }
    text = String(characters[..<4]) + "-" + String(characters[4...])
  }

  /// As people type it: small letters, full width, blanks, and the letters that look like digits.
  private static func plain(_ text: String) -> String {
    let folded = FoldedText(text).text.uppercased().filter { $0 != "-" && !$0.isWhitespace }
    return folded.replacing("O", with: "0").replacing("I", with: "1").replacing("L", with: "1")
  }
}
