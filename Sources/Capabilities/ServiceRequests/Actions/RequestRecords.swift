import Casework
import Civics
import Contracts
import Kernel

/// What is held on a person here, and what goes when.
struct RequestRecords: PersonalRecords, RetentionKeeping {
  let engine: CaseEngine

  func copy(of person: Identifier<Person>, in db: some Reading) throws -> [PersonalRecord] {
    let matters = try engine.reported(by: person, in: db).map { item in
      PersonalRecord(
        "matter",
        [
          .init("number", item.no.rawValue), .init("title", item.title), .init("body", item.body),
          .init("address", item.place.address),
          .init(
            "state", item.state.rawValue, word: item.state.isOpen ? "record.open" : "record.over"),
          .init("phone", item.reporter.contactMasked), .init("asked_at", at: item.submittedAt),
          .init("closed_at", at: item.closedAt),
        ])
    }
    let words = try engine.words(of: person, in: db).map { said in
      PersonalRecord(
        "matter_words",
        [.init("number", said.number), .init("at", at: said.at), .init("words", said.words)])
    }
    let joined = try engine.joinedNumbers(by: person, in: db).map { matter in
      PersonalRecord(
        "joined_matter", [.init("number", matter.number), .init("at", at: matter.at)])
    }
    let draft = try DraftStore.newest(of: ["person:" + person.rawValue], in: db).map { draft in
      PersonalRecord("draft", [.init("body", draft.text), .init("address", draft.address)])
    }
    let files = try SentFileStore.all(of: person.rawValue, in: db).map { sent in
      PersonalRecord("sent_file", [.init("file", sent.file.rawValue), .init("at", at: sent.at)])
    }
    return matters + words + joined + files
      + [draft].compactMap { $0 }.filter { !$0.fields.isEmpty }
  }

  /// Both extents are the same here: what is open needs its reporter.
  func erase(
    _ person: Identifier<Person>, _ extent: ErasureExtent, in tx: Transaction
  ) throws -> Erased {
    let drafts = try DraftStore.removeAll(of: "person:" + person.rawValue, in: tx)
    let files = try SentFileStore.removeAll(of: person.rawValue, in: tx)
    let cases = try engine.forget(person, in: tx)
    return Erased(deleted: drafts + files, anonymised: cases.anonymised, kept: cases.open)
  }

  var classes: [RetentionClass] { [.reporter, .matter] }

  func due(_ kind: RetentionClass, before: Timestamp, in db: some Reading) throws -> Int {
    switch kind {
    case .reporter: try engine.reporters(closedBefore: before, in: db)
    default: try engine.worded(closedBefore: before, in: db)
    }
  }

  func expire(
    _ kind: RetentionClass, before: Timestamp, limit: Int, in tx: Transaction
  ) throws -> Int {
    guard kind != .reporter else {
      return try engine.forgetReporters(closedBefore: before, limit: limit, in: tx)
    }
    let blanked = try engine.blank(closedBefore: before, limit: limit, in: tx)
    // Copies for everybody go with the photos they were made of.
    if blanked > 0 {
      _ = try CoverStore.expire(attached: { try CaseEngine.attached($0, in: tx) }, in: tx)
    }
    return blanked
  }
}
