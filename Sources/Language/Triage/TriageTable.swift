import Kernel

/// A file of messages for triage: CSV in UTF-8 with a head.
public struct TriageTable: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public let line: Int
    public let id: String
    public let message: TriageMessage
    /// Empty where none is asked for.
    public let label: String
  }

  /// A row that cannot be used, or that is worth knowing of.
  public struct Remark: Sendable, Hashable, CustomStringConvertible {
    public let line: Int
    public let reason: String
    public var description: String { "line \(line): \(reason)" }

    public init(line: Int, reason: String) {
      self.line = line
      self.reason = reason
    }
  }

  /// What the file is read for.
  public enum Use: Sendable, Hashable {
    /// Needs `label` beside `subject` and `text`.
    case learning
    /// Needs `id` beside them; a label is not looked at.
    case answering
    /// Needs only them.
    case counting
  }

  public private(set) var rows: [Row] = []
  /// Why the file cannot be used; empty when it can.
  public private(set) var faults: [Remark] = []
  /// Rows that were left out or stand there twice, which is no mistake.
  public private(set) var notes: [Remark] = []

  public init(_ bytes: [UInt8], for use: Use) {
    let (records, broken) = CSV.read(bytes)
    faults = broken.map { Remark(line: $0.line, reason: $0.reason) }
    guard let head = records.first else {
      if faults.isEmpty { faults = [Remark(line: 1, reason: "the file is empty")] }
      return
    }
    var columns: [String: Int] = [:]
    for (index, name) in head.fields.enumerated() where columns[name.trimmed] == nil {
      columns[name.trimmed] = index
    }
    let missing = Self.columns(use).filter { columns[$0] == nil }
    guard missing.isEmpty else {
      faults.append(
        Remark(
          line: 1,
          reason: "no column \(missing.joined(separator: ", ")); "
            + "the head is \(head.fields.prefix(12).joined(separator: ","))"))
      return
    }
    for record in records.dropFirst() {
      guard record.fields.count == head.fields.count else {
        let reason = "\(record.fields.count) fields, the head has \(head.fields.count)"
        faults.append(Remark(line: record.line, reason: reason))
        continue
      }
      func field(_ name: String) -> String { columns[name].map { record.fields[$0].trimmed } ?? "" }
      let row = Row(
        line: record.line, id: field("id"),
        message: TriageMessage(subject: field("subject"), text: field("text")),
        label: use == .learning ? field("label") : "")
      if let reason = Self.fault(row, use) {
        faults.append(Remark(line: record.line, reason: reason))
      } else {
        rows.append(row)
      }
    }
    if rows.isEmpty, faults.isEmpty { faults = [Remark(line: 1, reason: "no rows below the head")] }
    look(use)
    faults.sort { $0.line < $1.line }
  }

  private static func columns(_ use: Use) -> [String] {
    switch use {
    case .learning: ["subject", "text", "label"]
    case .answering: ["id", "subject", "text"]
    case .counting: ["subject", "text"]
    }
  }

  private static func fault(_ row: Row, _ use: Use) -> String? {
    if use == .answering, row.id.isEmpty { return "no id" }
    if use == .learning, row.label.isEmpty { return "no label" }
    if use != .counting, row.message.subject.isEmpty, row.message.text.isEmpty {
      return "neither subject nor text"
    }
    return nil
  }

  /// Fewer messages than this teach nothing about a class: more likely it is misspelt.
  static let fewest = 5

  private mutating func look(_ use: Use) {
    switch use {
    case .counting: break
    case .answering:
      var seen: [String: Row] = [:]
      for row in rows {
        if let first = seen[row.id] {
          let reason = "id \(row.id) stands in line \(first.line) too: both are answered"
          notes.append(Remark(line: row.line, reason: reason))
        } else {
          seen[row.id] = row
        }
      }
    case .learning:
      leaveOutRepeats()
      let sizes = rows.reduce(into: [String: Int]()) { $0[$1.label, default: 0] += 1 }
      for row in rows where sizes[row.label, default: 0] < Self.fewest {
        let reason = "label “\(row.label)” has fewer than \(Self.fewest) messages: is it misspelt?"
        faults.append(Remark(line: row.line, reason: reason))
      }
      if faults.isEmpty, sizes.count < 2 {
        faults.append(Remark(line: 1, reason: "all messages have the same label"))
      }
    }
  }

  /// The same words count once, with the class of their first row.
  private mutating func leaveOutRepeats() {
    var seen: [[UInt32]: Row] = [:]
    rows = rows.filter { row in
      let key = GramText(row.message.text.isEmpty ? row.message.subject : row.message.text).sameness
      guard let first = seen[key] else {
        seen[key] = row
        return true
      }
      let other = first.label == row.label ? "" : ", where it is \(first.label)"
      notes.append(
        Remark(line: row.line, reason: "left out, the same text as line \(first.line)\(other)"))
      return false
    }
  }

  public var examples: [TriageExample] { rows.map { TriageExample($0.message, label: $0.label) } }
}
