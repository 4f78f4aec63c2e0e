/// A file of the pages, served once and kept by browsers for good.
public struct Asset: Sendable {
  /// As templates call it: `linli.css`.
  public let name: String
  public let bytes: [UInt8]
  public let contentType: String
  /// Sixteen hexadecimal digits that change with the content (FNV-1a, no security in it).
  public let hash: String

  public init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    contentType = Self.contentType(of: name)
    hash = Self.fingerprint(bytes)
  }

  /// What follows `/assets/`: `linli-0123456789abcdef.css`.
  public var fileName: String {
    guard let dot = name.lastIndex(of: ".") else { return "\(name)-\(hash)" }
    return "\(name[..<dot])-\(hash)\(name[dot...])"
  }

  private static func contentType(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "geojson": "application/geo+json"
    default: "application/octet-stream"
    }
  }

  private static func fingerprint(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
