/// Rising numbers as short text: the first, then the distances, in base 36 with blanks between.
enum RefList {
  static func encode(_ refs: [Int64]) -> String {
    var previous: Int64 = 0
    var parts: [String] = []
    parts.reserveCapacity(refs.count)
    for ref in refs {
      parts.append(String(ref - previous, radix: 36))
      previous = ref
    }
    return parts.joined(separator: " ")
  }

  static func decode(_ text: String) -> [Int64] {
    var refs: [Int64] = []
    var (previous, current): (Int64, Int64) = (0, 0)
    func take() {
      previous += current
      refs.append(previous)
      current = 0
    }
    guard !text.isEmpty else { return [] }
    for byte in text.utf8 {
      switch byte {
      case 48...57: current = current * 36 + Int64(byte - 48)
      case 97...122: current = current * 36 + Int64(byte - 87)
      default: take()
      }
    }
    take()
    return refs
  }

  /// What is in every list.
  static func common(_ lists: [[Int64]]) -> [Int64] {
    let ordered = lists.sorted { $0.count < $1.count }
    guard var common = ordered.first else { return [] }
    for list in ordered.dropFirst() {
      let known = Set(list)
      common.removeAll { !known.contains($0) }
      if common.isEmpty { break }
    }
    return common
  }
}
