/// Text as hot spots compare it: UTF-16 units, plain widths, lower case, without what only spaces
/// or decorates; every other mark is one break.
struct PlainText: Hashable {
  /// Stands for a full stop, a bracket and everything else that words do not go across.
  static let stop: UInt16 = 0

  /// For comparison.
  let folded: [UInt16]
  /// The same places in the writer's own case, for show.
  let shown: [UInt16]

  var count: Int { folded.count }

  init(_ text: String, limit: Int = .max) {
    var (folded, shown): ([UInt16], [UInt16]) = ([], [])
    for scalar in text.unicodeScalars {
      guard folded.count < limit else { break }
      let value = scalar.value
      let plain = (0xFF01...0xFF5E).contains(value) ? value - 0xFEE0 : value
      switch plain {
      case 0x30...0x39, 0x61...0x7A, 0x3400...0x9FFF:
        folded.append(UInt16(plain))
        shown.append(UInt16(plain))
      case 0x41...0x5A:
        folded.append(UInt16(plain + 32))
        shown.append(UInt16(plain))
      // Spaces and what stands between or around the parts of one name.
      case 9, 10, 13, 32, 0xA0, 0x3000, 0x200B, 0xFEFF, 0xB7, 0x2022, 0x30FB, 0x2E, 0x22, 0x27,
        0x201C, 0x201D, 0x2018, 0x2019, 0x300A, 0x300B, 0x2D:
        continue
      default:
        if let last = folded.last, last != Self.stop {
          folded.append(Self.stop)
          shown.append(Self.stop)
        }
      }
    }
    (self.folded, self.shown) = (folded, shown)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: shown[range], as: UTF16.self) }

  /// Whether the units occur, and where the first of them is.
  func place(of units: ArraySlice<UInt16>) -> Int? {
    guard let first = units.first, units.count <= folded.count else { return nil }
    for start in 0...(folded.count - units.count)
    where folded[start] == first && folded[start..<start + units.count] == units { return start }
    return nil
  }
}

extension String {
  var units: [UInt16] { Array(utf16) }
}
