extension CitizenNumber {
  /// Whose number it is, by its first digits.
  public enum Kind: String, Codable, Sendable {
    case mainland, taiwan, macao
    case hongKong = "hong_kong"
    case foreignPermanentResident = "foreign_permanent_resident"
  }

  /// What is practice and not in the standard's text, and so may be replaced by settings.
  public struct Rules: Hashable, Codable, Sendable {
    /// Leading digits and whom they stand for; the longest that fits wins.
    public var prefixes: [String: Kind]
    /// Completed years above which a birth date is taken for a mistake.
    public var maximumAge: Int

    public init(prefixes: [String: Kind], maximumAge: Int) {
      self.prefixes = prefixes
      self.maximumAge = maximumAge
    }

    /// The provinces of GB/T 2260; 81, 82, 83 residence permits; 9 the cards issued since 2023.
    public static let standard = Rules(prefixes: standardPrefixes, maximumAge: 130)

    /// Nil when nobody's number starts so.
    func kind(of number: String) -> Kind? {
      let known = prefixes.filter { number.hasPrefix($0.key) }
      return known.max { $0.key.utf8.count < $1.key.utf8.count }?.value
    }

    private static let standardPrefixes: [String: Kind] = {
      let provinces = [11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71].joined()
      var prefixes = Dictionary(uniqueKeysWithValues: provinces.map { (String($0), Kind.mainland) })
      prefixes["81"] = .hongKong
      prefixes["82"] = .macao
      prefixes["83"] = .taiwan
      prefixes["9"] = .foreignPermanentResident
      return prefixes
    }()
  }

  /// Nil when `rules` know no such prefix (a number stored under other rules).
  public func kind(by rules: Rules = .standard) -> Kind? { rules.kind(of: rawValue) }
}
