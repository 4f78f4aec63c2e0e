/// Coded districts such as A市, A7县 and A3区, as public data writes them.
///
/// A code that mostly follows the same three characters, as K9县 does in 五矿万境K9县, is the end of
/// a name and no district.
struct AreaCodes {
  private static let ends: Set<UInt16> = [0x5E02, 0x53BF, 0x533A]

  /// Codes that are ends of names.
  let names: Set<[UInt16]>

  init(corpus: [PlainText]) {
    var all: [[UInt16]: Int] = [:]
    var after: [[UInt16]: [[UInt16]: Int]] = [:]
    for text in corpus {
      for end in text.folded.indices {
        guard let range = Self.any(text.folded, endingAt: end) else { continue }
        let code = Array(text.folded[range])
        all[code, default: 0] += 1
        guard range.lowerBound >= 3 else { continue }
        let before = Array(text.folded[range.lowerBound - 3..<range.lowerBound])
        guard before.allSatisfy({ $0 >= 0x3400 }) else { continue }
        after[code, default: [:]][before, default: 0] += 1
      }
    }
    names = Set(
      all.filter { code, count in
        let most = after[code]?.values.max() ?? 0
        return most >= 3 && most * 2 >= count
      }.keys)
  }

  func ends(_ text: [UInt16], at end: Int) -> Bool { range(text, endingAt: end) != nil }

  func range(_ text: [UInt16], endingAt end: Int) -> Range<Int>? {
    Self.any(text, endingAt: end).flatMap { names.contains(Array(text[$0])) ? nil : $0 }
  }

  func all(in text: PlainText) -> [Range<Int>] {
    text.folded.indices.compactMap { range(text.folded, endingAt: $0) }
  }

  private static func any(_ text: [UInt16], endingAt end: Int) -> Range<Int>? {
    guard ends.contains(text[end]) else { return nil }
    var start = end
    while start > 0, (0x30...0x39).contains(text[start - 1]) { start -= 1 }
    guard start > 0, (0x61...0x7A).contains(text[start - 1]) else { return nil }
    return start - 1..<end + 1
  }
}
