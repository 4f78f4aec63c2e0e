import Kernel

/// One row of a file of public messages.
struct MessageRow: Sendable, Hashable {
  let file: String
  let line: Int
  let id: String
  let subject: String
  let text: String
  let at: Timestamp
  let reply: Reply?

  struct Reply: Sendable, Hashable {
    let text: String
    let at: Timestamp
  }

  /// What makes two messages the same words.
  var sameness: String { FoldedText(subject + "\n" + text).text }

  /// What may not change from one run to the next.
  var fingerprint: String { Hex.encode(SHA256.hash("\(at.rawValue)\n" + sameness)) }

  /// Reads one file; rows that cannot be filed are told with their line and the reason.
  ///
  /// `now`: nothing was written later than that.
  static func read(
    _ file: String, _ bytes: [UInt8], now: Timestamp
  ) -> (rows: [MessageRow], bad: [PublicMessages.BadRow]) {
    let (records, faults) = CSV.read(bytes)
    let unread = faults.map {
      PublicMessages.BadRow(file: file, line: $0.line, reason: $0.reason)
    }
    guard let head = records.first else { return ([], unread) }
    let columns = Dictionary(
      head.fields.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [MessageRow] = []
    var bad = unread
    var seen: Set<String> = []
    for name in ["id", "subject", "time", "text"] where columns[name] == nil {
      return (
        [], unread + [PublicMessages.BadRow(file: file, line: 1, reason: "no column \(name)")]
      )
    }
    for record in records.dropFirst() {
      do throws(Fault) {
        let row = try MessageRow(record, columns, file: file, width: head.fields.count, now: now)
        guard seen.insert(row.id).inserted else { throw Fault("id \(row.id) occurs twice") }
        rows.append(row)
      } catch {
        bad.append(PublicMessages.BadRow(file: file, line: record.line, reason: error.reason))
      }
    }
    return (rows, bad.sorted { $0.line < $1.line })
  }

  private struct Fault: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  private init(
    _ record: CSV.Record, _ columns: [String: Int], file: String, width: Int,
    now: Timestamp
  ) throws(Fault) {
    guard record.fields.count == width else {
      throw Fault("\(record.fields.count) fields, the head has \(width)")
    }
    func field(_ name: String) -> String {
      columns[name].map { record.fields[$0].trimmed } ?? ""
    }
    self.file = file
    line = record.line
    id = field("id")
    subject = field("subject")
    text = field("text")
    guard !id.isEmpty else { throw Fault("no id") }
    guard !subject.isEmpty || !text.isEmpty else { throw Fault("neither subject nor text") }
    guard let at = Timestamp(field("time")) else {
      throw Fault("time “\(field("time"))” is no instant")
    }
    guard at <= now else { throw Fault("time “\(field("time"))” is still to come") }
    self.at = at
    guard !field("reply").isEmpty else {
      reply = nil
      return
    }
    guard let answered = Timestamp(field("replied_at")) else {
      throw Fault("replied_at “\(field("replied_at"))” is no instant")
    }
    guard answered <= now else {
      throw Fault("replied_at “\(field("replied_at"))” is still to come")
    }
    guard answered >= at else { throw Fault("the reply is older than the message") }
    reply = Reply(text: field("reply"), at: answered)
  }
}
