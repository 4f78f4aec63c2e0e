import Kernel

/// JSON text with names in braces inside its strings, filled without breaking out of them.
enum JSONTemplate {
  /// Values are escaped as JSON; a brace in a value is not filled again.
  static func fill(_ template: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      if let close = rest.firstIndex(of: "}"), let value = values[String(rest[..<close])] {
        result += escaped(value)
        rest = rest[rest.index(after: close)...]
      } else {
        result += "{"
      }
    }
    return result + rest
  }

  private static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..."\u{1F}": result += "\\u00" + Hex.encode([UInt8(scalar.value)])
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
