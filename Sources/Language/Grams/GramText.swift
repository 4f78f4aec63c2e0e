/// A text as it is compared: lower case, full-width letters and digits as their plain forms, with
/// every character that was written beside the one that is compared.
///
/// Runs of letters and digits are parted by one 0; words are not: Chinese does not say where they end,
/// so everything here works on neighbouring characters.
public struct GramText: Sendable, Hashable {
  /// Scalars that are compared; 0 between runs.
  public let scalars: [UInt32]
  /// As they were written, at the same places.
  public let written: [Unicode.Scalar]

  public init(_ text: String) {
    var scalars: [UInt32] = []
    var written: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count / 3)
    for scalar in text.unicodeScalars {
      // Marks without width stand in copied texts, inside words too.
      if scalar.properties.isDefaultIgnorableCodePoint { continue }
      let plain = Self.plain(scalar)
      if plain != 0 {
        scalars.append(plain)
        written.append(scalar)
      } else if let last = scalars.last, last != 0 {
        scalars.append(0)
        written.append(" ")
      }
    }
    self.scalars = scalars
    self.written = written
  }

  /// What makes two texts the same words.
  public var sameness: [UInt32] { scalars.filter { $0 != 0 } }

  /// The words as they were written.
  public func words(_ range: Range<Int>) -> String {
    var text = ""
    for scalar in written[range] { text.unicodeScalars.append(scalar) }
    return text
  }

  /// 0 for what is neither letter nor digit.
  private static func plain(_ scalar: Unicode.Scalar) -> UInt32 {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x30...0x39, 0x61...0x7A: return scalar.value
    case 0x41...0x5A: return scalar.value + 32
    case 0...0x7F: return 0
    case 0xFF01...0xFF5E:
      return Unicode.Scalar(scalar.value - 0xFEE0).map(plain) ?? 0
    default:
      let properties = scalar.properties
      guard properties.isAlphabetic || properties.numericType != nil else { return 0 }
      return properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
    }
  }
}

extension GramText {
  /// One to three neighbouring characters as one number, 21 bits each.
  public typealias Gram = UInt64

  /// The longest that is one number.
  public static let longestGram = 3

  /// Visits every gram with the place of its first character and its length, shorter ones first.
  @inline(__always)
  public func eachGram(_ visit: (Gram, Int, Int) -> Void) {
    scalars.withUnsafeBufferPointer { scalars in
      for start in 0..<scalars.count where scalars[start] != 0 {
        var gram: Gram = 0
        for length in 1...Self.longestGram {
          let place = start + length - 1
          guard place < scalars.count, scalars[place] != 0 else { break }
          gram = gram << 21 | Gram(scalars[place])
          visit(gram, start, length)
        }
      }
    }
  }

  /// The gram as people read it.
  public static func text(of gram: Gram) -> String {
    var text = ""
    for shift in [42, 21, 0] {
      let value = UInt32(truncatingIfNeeded: gram >> UInt64(shift)) & 0x1F_FFFF
      if value != 0, let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
