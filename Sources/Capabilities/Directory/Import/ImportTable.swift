import Kernel

/// A file's rows with their columns known by key.
struct ImportTable: Sendable, Hashable, Codable {
  /// One row below the head, and where in the file it stands.
  struct Line: Sendable, Hashable, Codable {
    let line: Int
    /// By column; columns that the file does not have are not there.
    let values: [String: String]
  }

  let register: Register
  let lines: [Line]

  static let mostLines = 20_000

  /// Why nothing of a file can be used.
  enum Fault: Error, Hashable, Sendable {
    case empty
    /// No column is the code of any register.
    case noHead
    case unknownColumn(String)
    case columnTwice(String)
    case missingColumn(String)
    case tooManyLines
    /// More cells than the head has columns.
    case tooLong(line: Int)
  }

  /// - Parameters:
  ///   - records: the file's, with the lines they stand on.
  ///   - labels: every name of a column in any language, without blanks and capitals.
  ///   - choices: the same for what stands in columns of choices.
  /// - Throws: `Fault`.
  init(
    _ records: [(line: Int, cells: [String])], labels: [Register: [String: String]],
    choices: [String: [String: String]]
  ) throws(Fault) {
    let filled = records.filter { !$0.cells.allSatisfy { $0.readable.isEmpty } }
    guard let head = filled.first else { throw .empty }
    guard filled.count <= Self.mostLines + 1 else { throw .tooManyLines }
    let names = head.cells.map(Self.folded)
    let found = Register.allCases.first { register in
      names.contains { labels[register]?[$0] == register.codeKey }
    }
    guard let found, let known = labels[found] else { throw .noHead }
    var keys: [String?] = []
    for (index, name) in names.enumerated() {
      guard !name.isEmpty else {
        keys.append(nil)
        continue
      }
      guard let key = known[name] else { throw .unknownColumn(head.cells[index]) }
      guard !keys.contains(key) else { throw .columnTwice(head.cells[index]) }
      keys.append(key)
    }
    if let missing = found.columns.first(where: { $0.isRequired && !keys.contains($0.key) }) {
      throw .missingColumn(missing.key)
    }
    var lines: [Line] = []
    for record in filled.dropFirst() {
      var values: [String: String] = [:]
      for (index, cell) in record.cells.enumerated() {
        guard index < keys.count, let key = keys[index] else {
          if cell.readable.isEmpty { continue }
          throw .tooLong(line: record.line)
        }
        let plain = Self.plain(cell)
        values[key] = choices[key]?[Self.folded(plain)] ?? plain
      }
      lines.append(Line(line: record.line, values: values))
    }
    register = found
    self.lines = lines
  }

  static func folded(_ name: String) -> String {
    name.readable.lowercased().filter { !$0.isWhitespace && $0 != "*" }
  }

  /// Without the mark that our own files put before what a spreadsheet would run.
  ///
  /// What a formula made begins with its sign again, so that the checks see it.
  private static func plain(_ cell: String) -> String {
    if cell.first == WorkbookProgram.computedMark { return "=" + cell.dropFirst() }
    guard cell.hasPrefix("'"), let next = cell.dropFirst().first, "=+-@＝＋－＠".contains(next) else {
      return cell
    }
    return String(cell.dropFirst())
  }
}
