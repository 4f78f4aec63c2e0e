import Contracts
import Kernel

/// Everything held on a person, as a file for programs and as one for people.
struct RecordCopy: Sendable {
  let records: [PersonalRecord]
  let madeAt: Timestamp

  /// What the file for programs says: codes and RFC 3339.
  struct Document: Encodable {
    let made_at: Timestamp
    let records: [Record]

    struct Record: Encodable {
      let kind: String
      let fields: [String: String]
    }
  }

  var document: Document {
    Document(
      made_at: madeAt,
      records: records.map { record in
        Document.Record(
          kind: record.kind,
          fields: Dictionary(
            record.fields.map { ($0.code, Self.plain($0.value)) },
            uniquingKeysWith: { first, _ in first }))
      })
  }

  private static func plain(_ value: PersonalRecord.Value) -> String {
    switch value {
    case .text(let text): text
    case .time(let time): time.description
    case .coded(let code, _): code
    }
  }

  /// The same in sentences, grouped by kind.
  func view(_ say: RightsSay) -> RecordCopyView {
    var kinds: [String] = []
    for record in records where !kinds.contains(record.kind) { kinds.append(record.kind) }
    return RecordCopyView(
      made: Say.moment(madeAt),
      groups: kinds.map { kind in
        RecordCopyView.Group(
          title: say("record." + kind),
          rows: records.filter { $0.kind == kind }.map { record in
            RecordCopyView.Row(
              fields: record.fields.map { field in
                RecordCopyView.Field(
                  label: say("record.field." + field.code), text: Self.said(field.value, say))
              })
          })
      })
  }

  private static func said(_ value: PersonalRecord.Value, _ say: RightsSay) -> String {
    switch value {
    case .text(let text): text
    case .time(let time): Say.moment(time)
    case .coded(_, let word): say(word)
    }
  }
}

struct RecordCopyView: Sendable {
  let made: String
  let groups: [Group]

  struct Group: Sendable {
    let title: String
    let rows: [Row]
  }

  struct Row: Sendable { let fields: [Field] }

  struct Field: Sendable {
    let label: String
    let text: String
  }
}
