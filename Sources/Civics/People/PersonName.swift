/// A person's name as they write it, in any script.
///
/// No list of surnames, no fixed length of Han names: long Mongol, Zhuang and Uyghur names and rare
/// characters are ordinary. Characters are kept as typed, because Unicode normalisation would
/// replace some rare Han characters of real names by others.
public struct PersonName: CodeText {
  public let rawValue: String

  /// Why a name is refused.
  public enum ParseError: Error, Hashable, Sendable {
    case tooShort, tooLong
    case notAllowed(Character)
  }

  /// Checks what was typed; outer and repeated spaces go, and look-alikes of `·` become `·`.
  public init(_ typed: String, rules: Rules = .standard) throws(ParseError) {
    let words = typed.split { $0.isWhitespace && $0 != "\u{202F}" }.joined(separator: " ")
    let name = String(words.map { Self.middleDots.contains($0) ? "·" : $0 })
    guard name.count >= rules.shortest else { throw .tooShort }
    // Marks pile up inside one character, so the scalars are bounded too.
    guard name.count <= rules.longest, name.unicodeScalars.count <= rules.longest * 4 else {
      throw .tooLong
    }
    if let wrong = name.first(where: { !rules.allows($0) }) { throw .notAllowed(wrong) }
    guard name.contains(where: { !rules.isSeparator($0) }) else { throw .tooShort }
    rawValue = name
  }

  public init?(rawValue: String) {
    guard !rawValue.isEmpty else { return nil }
    self.rawValue = rawValue
  }

  private static let middleDots: Set<Character> = ["•", "・", "‧", "∙", "⋅", "˙", "・", "●"]
}

extension PersonName {
  /// What a name may be made of; settings may replace it.
  public struct Rules: Hashable, Codable, Sendable {
    /// In characters as people count them.
    public var shortest: Int
    public var longest: Int
    /// Marks between the parts of a name, beside letters of any script.
    public var separators: Set<String>
    /// Rare Han characters that some registers still write in the private use areas.
    public var allowsPrivateUse: Bool

    public init(
      shortest: Int, longest: Int, separators: Set<String>, allowsPrivateUse: Bool
    ) {
      self.shortest = shortest
      self.longest = longest
      self.separators = separators
      self.allowsPrivateUse = allowsPrivateUse
    }

    /// The narrow space and the vowel separator belong to Mongolian script.
    public static let standard = Rules(
      shortest: 2, longest: 50,
      separators: ["·", " ", "-", "'", "’", ".", "\u{202F}", "\u{180E}"],
      allowsPrivateUse: true)

    func allows(_ character: Character) -> Bool {
      character.isLetter || isSeparator(character)
        || (allowsPrivateUse && character.unicodeScalars.allSatisfy { Self.isPrivateUse($0) })
    }

    func isSeparator(_ character: Character) -> Bool { separators.contains(String(character)) }

    private static func isPrivateUse(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.generalCategory == .privateUse
    }
  }
}
