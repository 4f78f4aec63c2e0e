import Contracts
import Kernel

/// This capability's own part of copies, erasures and retention.
struct RightsKeeping: RetentionKeeping, PersonalRecords {
  var classes: [RetentionClass] { [.rightsRequest] }

  func due(_ kind: RetentionClass, before: Timestamp, in db: some Reading) throws -> Int {
    try RetentionStore.dueRequests(before: before, in: db)
  }

  func expire(
    _ kind: RetentionClass, before: Timestamp, limit: Int, in tx: Transaction
  ) throws -> Int {
    try RetentionStore.expireRequests(before: before, limit: limit, in: tx)
  }

  func copy(of person: Identifier<Person>, in db: some Reading) throws -> [PersonalRecord] {
    try RightsStore.all(of: person, in: db).map { request in
      PersonalRecord(
        "rights_request",
        [
          .init(
            "kind", request.kind.rawValue, word: "right.kind." + request.kind.rawValue),
          .init("state", request.state.rawValue, word: "right.state." + request.state.rawValue),
          .init("words", request.words), .init("asked_at", at: request.askedAt),
          .init("decided_at", at: request.decidedAt), .init("answer", request.answer),
          .init("extension_reason", request.extensionReason),
        ])
    }
  }

  /// The desk blanks its own words itself, before the others.
  func erase(
    _ person: Identifier<Person>, _ extent: ErasureExtent, in tx: Transaction
  ) throws -> Erased { Erased() }
}
