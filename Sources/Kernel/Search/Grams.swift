/// Characters and pairs of neighbouring ones, each as one number: a pair is the two UTF-32 halves
/// of 64 bits, a single character the upper half alone.
///
/// Words of two characters are the normal case in Chinese, so indexes of three would miss them.
enum Grams {
  /// Everything by which a text can be found.
  static func all(of folded: FoldedText) -> Set<Int64> {
    var grams: Set<Int64> = []
    for run in runs(of: folded) {
      for index in run.indices {
        grams.insert(run[index] << 32)
        if index > 0 { grams.insert(run[index - 1] << 32 | run[index]) }
      }
    }
    return grams
  }

  /// What a query asks for: the pairs of each word, or the character that stands alone.
  static func wanted(by runs: [[Int64]]) -> [Int64] {
    var wanted: [Int64] = []
    for run in runs {
      if run.count == 1 { wanted.append(run[0] << 32) }
      for index in run.indices.dropFirst() { wanted.append(run[index - 1] << 32 | run[index]) }
    }
    var seen: Set<Int64> = []
    return wanted.filter { seen.insert($0).inserted }
  }

  /// Letters and digits that stand together.
  static func runs(of folded: FoldedText) -> [[Int64]] {
    var runs: [[Int64]] = []
    var run: [Int64] = []
    for scalar in folded.text.unicodeScalars {
      if isWritten(scalar) {
        run.append(Int64(scalar.value))
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    if !run.isEmpty { runs.append(run) }
    return runs
  }

  private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
    case 0...0x7F: false
    default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }
}
