import Glibc
public import Logging

/// One JSON object a line on standard error: for machines to keep, without personal data.
public struct JSONLogHandler: LogHandler {
  public var logLevel: Logger.Level = .info
  public var metadata: Logger.Metadata = [:]
  let label: String
  let world: World

  public init(label: String, world: World, level: Logger.Level) {
    self.label = label
    self.world = world
    logLevel = level
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    // One call, so that lines of several threads do not mix. A full or closed log must not stop
    // the service, so its failure is not passed on.
    var text = line(event)
    text += "\n"
    text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return }
      var done = 0
      while done < bytes.count {
        let written = write(STDERR_FILENO, start + done, bytes.count - done)
        guard written > 0 || written < 0 && errno == EINTR else { return }
        done += max(0, written)
      }
    }
  }

  func line(_ event: LogEvent) -> String {
    var line = "{\"at\":\"\(world.now())\",\"level\":\"\(event.level.rawValue)\""
    line += ",\"from\":" + Self.quoted(label)
    line += ",\"message\":" + Self.quoted("\(event.message)")
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 })
      .sorted(by: { $0.key < $1.key })
    {
      line += "," + Self.quoted(key) + ":" + Self.text(value)
    }
    return line + "}"
  }

  private static func text(_ value: Logger.Metadata.Value) -> String {
    if case .stringConvertible(let number) = value, number is any BinaryInteger {
      return "\(number)"
    }
    return quoted("\(value)")
  }

  static func quoted(_ text: String) -> String {
    // Hardly any text has something to escape.
    if text.utf8.allSatisfy({ $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return "\"" + text + "\""
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default:
        if scalar.value < 32 {
          result += "\\u00" + Hex.encode([UInt8(scalar.value)])
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
