/// One independent set of data: a district, or another slice that stands alone.
///
/// Nobody above the kernel knows that there are others.
public struct Site: Sendable, Hashable, Codable {
  /// Short, lower case: file name or schema suffix.
  public let key: String
  /// Path prefix that chooses it, such as `/longtan`; empty for the default site.
  public let prefix: String
  /// Host name that chooses it, when it has one of its own.
  public let host: String?
  /// Six digits of the district.
  public let region: String
  public let name: Name

  public struct Name: Sendable, Hashable, Codable {
    public let chinese: String
    public let english: String

    public init(chinese: String, english: String) {
      self.chinese = chinese
      self.english = english
    }
  }

  public init(key: String, prefix: String, host: String?, region: String, name: Name) {
    self.key = key
    self.prefix = prefix
    self.host = host
    self.region = region
    self.name = name
  }

  /// The one place that makes links: every address on a page goes through it.
  public func link(_ path: String) -> String { prefix + path }
}
