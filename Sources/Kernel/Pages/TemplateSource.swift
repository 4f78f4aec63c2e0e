/// A template's name and text; the name is the file's stem and unique across all owners.
public struct TemplateSource: Sendable, Hashable {
  public let name: String
  public let text: String

  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  public init(_ name: String, _ bytes: [UInt8]) {
    self.init(name, String(decoding: bytes, as: UTF8.self))
  }
}
