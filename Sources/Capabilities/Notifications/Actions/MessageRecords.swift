import Contracts
import Kernel

/// What is held on a person here: what they were told, and which texts they do not want.
struct MessageRecords: PersonalRecords {
  static let most = 2000

  func copy(of person: Identifier<Person>, in db: some Reading) throws -> [PersonalRecord] {
    let messages = try MessageStore.newest(to: person, limit: Self.most, in: db).map { line in
      PersonalRecord(
        "message",
        [
          .init("number", line.message.codes.number),
          .init("kind", line.message.template.rawValue, word: line.message.template.key),
          .init("at", at: line.message.at),
        ])
    }
    let kinds = try MessageStore.optOuts(of: person, in: db).map(\.rawValue).sorted()
    let browsers = try PushStore.added(of: person, in: db).map {
      PersonalRecord("push", [.init("at", at: $0)])
    }
    let alerts = try NeighbourStore.copies(of: person, in: db).map { alert in
      PersonalRecord(
        "neighbour",
        [
          .init("area", alert.area),
          .init(
            "kind", alert.service.isEmpty ? "all" : alert.service,
            word: alert.service.isEmpty ? "neighbours.everything" : "service." + alert.service),
          .init("at", at: alert.since),
        ])
    }
    return messages + browsers + alerts
      + kinds.map { kind in
        PersonalRecord("opt_out", [.init("kind", kind, word: "messages.kind." + kind)])
      }
  }

  func erase(
    _ person: Identifier<Person>, _ extent: ErasureExtent, in tx: Transaction
  ) throws -> Erased {
    Erased(
      deleted: extent == .account
        ? try MessageRecordStore.erase(person, in: tx)
        : try MessageRecordStore.eraseRead(person, in: tx))
  }
}
