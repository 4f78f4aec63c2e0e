/// `application/x-www-form-urlencoded` and query strings.
public enum URLEncoded {
  /// Nil when an escape or the UTF-8 is broken: nothing is guessed.
  public static func parse(_ text: some StringProtocol, maxFields: Int = 1000) -> [String:
    [String]]?
  {
    var values: [String: [String]] = [:]
    var count = 0
    for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
      count += 1
      guard count <= maxFields else { return nil }
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(parts[0]), let value = decode(parts.count > 1 ? Array(parts[1]) : [])
      else {
        return nil
      }
      values[name, default: []].append(value)
    }
    return values
  }

  /// The fields of a form whose escapes or encoding are broken, only to be given back to its writer.
  ///
  /// Nil for more fields than any form has.
  static func salvaged(_ bytes: some Collection<UInt8>, maxFields: Int = 1000) -> [String:
    [String]]?
  {
    let pairs = Array(bytes).split(separator: UInt8(ascii: "&"))
    guard pairs.count <= maxFields else { return nil }
    var values: [String: [String]] = [:]
    for pair in pairs {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? parts[1] : []
      values[Salvaged.text(unescaped(parts[0])), default: []].append(
        Salvaged.text(unescaped(value)))
    }
    return values
  }

  /// Broken escapes stand as they were sent.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      let next = rest.prefix(2).compactMap(nibble)
      switch byte {
      case UInt8(ascii: "+"): result.append(32)
      case UInt8(ascii: "%") where next.count == 2:
        result.append(next[0] << 4 | next[1])
        rest = rest.dropFirst(2)
      default: result.append(byte)
      }
    }
    return result
  }

  /// Percent-decodes; `+` is a space.
  static func decode(_ bytes: some Collection<UInt8>) -> String? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+"): result.append(32)
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(nibble), let low = iterator.next().flatMap(nibble)
        else { return nil }
        result.append(high << 4 | low)
      default: result.append(byte)
      }
    }
    guard !result.contains(0) else { return nil }
    return String(validating: result, as: UTF8.self)
  }

  static func decode(_ bytes: [UInt8]) -> String? { decode(bytes[...]) }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  /// For the query part of a link.
  public static func encode(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%" + Hex.encode([byte]).uppercased()
      }
    }
    return result
  }
}
