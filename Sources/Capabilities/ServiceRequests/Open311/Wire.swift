import Kernel

/// What an answer says, before it is written as XML or as JSON.
///
/// One value for both, because the standard's JSON is its XML without the root: lists are arrays,
/// elements are members (the Spark convention).
indirect enum Wire: Sendable, Hashable {
  case text(String)
  case number(Double)
  case flag(Bool)
  /// Present and empty.
  case nothing
  case object([Member])
  /// Elements of this name, one after the other; an array in JSON.
  case list(String, [Wire])

  struct Member: Sendable, Hashable {
    let name: String
    let value: Wire

    init(_ name: String, _ value: Wire) {
      self.name = name
      self.value = value
    }

    init(_ name: String, _ text: String?) {
      self.init(name, text.map(Wire.text) ?? .nothing)
    }
  }
}

extension Wire: Encodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let members):
      var container = encoder.container(keyedBy: Name.self)
      for member in members {
        let name = Name(stringValue: member.name)
        if member.value == .nothing {
          try container.encodeNil(forKey: name)
        } else {
          try container.encode(member.value, forKey: name)
        }
      }
    case .list(_, let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(item) }
    case .text(let text): try single(encoder) { try $0.encode(text) }
    case .number(let number): try single(encoder) { try $0.encode(number) }
    case .flag(let flag): try single(encoder) { try $0.encode(flag) }
    case .nothing: try single(encoder) { try $0.encodeNil() }
    }
  }

  private func single(
    _ encoder: any Encoder, _ write: (inout any SingleValueEncodingContainer) throws -> Void
  ) rethrows {
    var container = encoder.singleValueContainer()
    try write(&container)
  }
}

/// XML as the standard has it: UTF-8, no namespace, no attributes, no schema.
enum WireXML {
  static func text(_ root: String, _ value: Wire) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    write(value, as: root, to: &text)
    return text + "\n"
  }

  private static func write(_ value: Wire, as name: String, to text: inout String) {
    text += "<\(name)>"
    switch value {
    case .text(let plain): text += escaped(plain)
    case .number(let number): text += plainNumber(number)
    case .flag(let flag): text += flag ? "true" : "false"
    case .nothing: break
    case .object(let members):
      for member in members { write(member.value, as: member.name, to: &text) }
    case .list(let item, let items):
      for value in items { write(value, as: item, to: &text) }
    }
    text += "</\(name)>"
  }

  private static func plainNumber(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Characters that XML 1.0 has no way to say are left out (§2.2).
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\r": result += "&#13;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
