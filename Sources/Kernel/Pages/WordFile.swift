/// One owner's sentences in one language: a flat JSON object from key to sentence.
public struct WordFile: Sendable, Hashable {
  /// Who owns the keys, `kernel` or a capability: only used to say where a fault lies.
  public let owner: String
  public let language: Language
  public let bytes: [UInt8]

  public init(owner: String, language: Language, bytes: [UInt8]) {
    self.owner = owner
    self.language = language
    self.bytes = bytes
  }

  public static let kernel: [WordFile] = [
    WordFile(owner: "kernel", language: .chinese, bytes: PackageResources.zh_Hans_json),
    WordFile(owner: "kernel", language: .english, bytes: PackageResources.en_json),
  ]
}

/// Word files or templates that do not fit together; found when the program starts.
public struct PageSourceError: Error, Sendable, CustomStringConvertible {
  public let faults: [String]
  public var description: String { faults.joined(separator: "\n") }
}
