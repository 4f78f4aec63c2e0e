/// A language the product speaks completely.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case chinese = "zh-Hans"
  case english = "en"

  /// BCP 47, for the `lang` attribute.
  public var tag: String { rawValue }
}
