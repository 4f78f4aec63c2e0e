/// The fields and files of a posted form.
public struct Form: Sendable {
  public internal(set) var values: [String: [String]]
  public internal(set) var files: [Upload]
  /// Whether its texts are longer than any form takes; of some there may be the beginning only.
  var isOverlong = false
  /// Whether its texts are not UTF-8 or an escape in it is broken: what is here is a guess.
  var isMisread = false

  public init(values: [String: [String]] = [:], files: [Upload] = []) {
    self.values = values
    self.files = files
  }

  /// One chosen file; its bytes lie in a temporary file that goes with the request.
  public struct Upload: Sendable {
    public let field: String
    /// As the browser said it: shown back, never used as a path.
    public let name: String
    public let path: String
    /// As many bytes as were sent.
    public let size: Int
    /// False for one that was too large to be kept: only its size is known.
    public let isWhole: Bool

    /// Reads the whole file; sizes are limited before.
    public func bytes() throws -> [UInt8] { try TemporaryFile.read(path) }
  }

  /// The first value as it can be read; empty counts as not given.
  public func text(_ name: String) -> String? {
    guard let value = values[name]?.first?.readable, !value.isEmpty else { return nil }
    return value
  }

  public func all(_ name: String) -> [String] { values[name] ?? [] }

  public func number(_ name: String) -> Int64? { text(name).flatMap { Int64($0) } }

  public func isOn(_ name: String) -> Bool { text(name) != nil }
}

extension String {
  /// Without white space and line ends around it, ideographic space included.
  public var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
