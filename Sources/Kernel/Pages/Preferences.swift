/// How a person likes to read; kept in a cookie, and with the account when there is one.
public struct Preferences: Sendable, Hashable {
  public var language: Language
  public var mode: Mode
  public var theme: Theme
  public var density: Density

  public init(
    language: Language = .chinese, mode: Mode = .standard, theme: Theme = .system,
    density: Density = .dense
  ) {
    self.language = language
    self.mode = mode
    self.theme = theme
    self.density = density
  }

  /// 大字版 is `elder`.
  public enum Mode: String, Sendable, CaseIterable { case standard, elder }
  public enum Theme: String, Sendable, CaseIterable { case system, light, dark }
  /// Desk work only: `roomy` (宽松) uses the phone's sizes.
  public enum Density: String, Sendable, CaseIterable { case dense, roomy }
}

extension Preferences {
  public static let cookieName = "linli_preferences"

  /// The cookie's value: four words, joined by dots, nothing personal.
  public var cookie: String {
    [language.rawValue, mode.rawValue, theme.rawValue, density.rawValue].joined(separator: ".")
  }

  /// Reads a cookie; whatever it does not understand stays as it is by default.
  public init(cookie: String) {
    self.init()
    let parts = cookie.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4 else { return }
    set("language", parts[0])
    set("mode", parts[1])
    set("theme", parts[2])
    set("density", parts[3])
  }

  /// Takes one field of the preferences form; false when it is none of ours.
  @discardableResult
  public mutating func set(_ field: String, _ value: String) -> Bool {
    switch field {
    case "language": return keep(Language(rawValue: value), in: \.language)
    case "mode": return keep(Mode(rawValue: value), in: \.mode)
    case "theme": return keep(Theme(rawValue: value), in: \.theme)
    case "density": return keep(Density(rawValue: value), in: \.density)
    default: return false
    }
  }

  /// For a person whose letters are large elsewhere.
  mutating func enlarge() { mode = .elder }

  private mutating func keep<Value>(
    _ value: Value?, in path: WritableKeyPath<Preferences, Value>
  ) -> Bool {
    guard let value else { return false }
    self[keyPath: path] = value
    return true
  }
}
