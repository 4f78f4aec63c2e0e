public import Kernel

/// A CSV file of messages, checked before anything is made of it.
///
/// UTF-8, with or without its mark, or GB 18030 as office programs in China save it.
public struct MessageSheet: Sendable {
  /// A row that cannot be used: line of the file, counted from 1, and why.
  public struct BadRow: Error, Sendable, Hashable {
    public let line: Int
    public let reason: String
  }

  /// A file that is not what is asked for.
  public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
  }

  public struct Row: Sendable {
    public let line: Int
    fileprivate let fields: [String: String]

    /// Trimmed; empty when there is no such column.
    public func text(_ column: String) -> String { fields[column] ?? "" }

    /// - Throws: `BadRow` unless it is RFC 3339, such as 2019-02-28T11:25:05+08:00.
    public func instant(_ column: String) throws(BadRow) -> Timestamp {
      guard let at = Timestamp(text(column)) else {
        throw bad("\(column) “\(text(column))” is no instant such as 2019-02-28T11:25:05+08:00")
      }
      return at
    }

    /// Nought when the column is missing or empty.
    ///
    /// - Throws: `BadRow` unless it is a whole number that is not negative.
    public func count(_ column: String) throws(BadRow) -> Int {
      let typed = text(column)
      guard !typed.isEmpty else { return 0 }
      guard let number = Int(typed), number >= 0, number <= 1_000_000_000 else {
        throw bad("\(column) “\(typed)” is no count")
      }
      return number
    }

    public func bad(_ reason: String) -> BadRow { BadRow(line: line, reason: reason) }
  }

  public private(set) var rows: [Row] = []
  /// In the order of their lines.
  public private(set) var bad: [BadRow] = []

  /// - Throws: `Fault` when it is no such text, when columns are missing and when there is no row.
  public init(_ bytes: [UInt8], columns wanted: [String]) throws(Fault) {
    let (records, faults) = try Self.read(bytes)
    guard let head = records.first else { throw Fault(description: "there is nothing in it") }
    let names = head.fields.map { String($0.trimmed) }
    let missing = wanted.filter { !names.contains($0) }
    guard missing.isEmpty else {
      throw Fault(
        description: "line \(head.line) names no column \(missing.joined(separator: ", "))")
    }
    if let twice = wanted.first(where: { name in names.count { $0 == name } > 1 }) {
      throw Fault(description: "line \(head.line) names the column \(twice) twice")
    }
    bad = faults.map { BadRow(line: $0.line, reason: $0.reason) }
    var lines: [String: Int] = [:]
    for record in records.dropFirst() {
      guard record.fields.count == names.count else {
        let reason = "\(record.fields.count) fields, the head has \(names.count)"
        bad.append(BadRow(line: record.line, reason: reason))
        continue
      }
      let row = Row(
        line: record.line,
        fields: Dictionary(zip(names, record.fields.map(\.trimmed))) { first, _ in first })
      let id = row.text("id")
      if id.isEmpty {
        bad.append(row.bad("no id"))
      } else if let first = lines[id] {
        bad.append(row.bad("id \(id) is that of line \(first)"))
      } else if row.text("subject").isEmpty, row.text("text").isEmpty {
        bad.append(row.bad("neither subject nor text"))
      } else {
        lines[id] = row.line
        rows.append(row)
      }
    }
    bad.sort { $0.line < $1.line }
    guard !rows.isEmpty || !bad.isEmpty else {
      throw Fault(description: "there is no row below the head")
    }
  }

  /// What each row says, and the rows that say it wrongly beside those that were bad before.
  public func map<Value>(
    _ read: (Row) throws(BadRow) -> Value
  ) -> (values: [Value], bad: [BadRow]) {
    var (values, bad) = ([Value](), self.bad)
    for row in rows {
      do throws(BadRow) { values.append(try read(row)) } catch { bad.append(error) }
    }
    return (values, bad.sorted { $0.line < $1.line })
  }

  private static func read(
    _ bytes: [UInt8]
  ) throws(Fault) -> (records: [CSV.Record], faults: [CSV.Fault]) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Fault(description: "it is UTF-16: save it as CSV in UTF-8")
    }
    let read = CSV.read(bytes)
    // One broken line is one bad row; where most lines are, it is another encoding.
    let unread = read.faults.count { $0.reason == "not UTF-8" }
    guard unread * 2 > read.records.count else { return read }
    guard let text = GB18030.text(of: bytes) else {
      throw Fault(description: "it is neither UTF-8 nor GB 18030: save it as CSV in UTF-8")
    }
    return CSV.read(Array(text.utf8))
  }
}
