import Casework
import Civics
import Contracts
import Kernel

/// What neighbours reported already, before the same is reported once more.
extension ServiceRequestActions {
  /// An open public case that may be the one that is being reported.
  struct Alike: Sendable {
    let item: CaseListItem
    /// Nil where one of them has only an address.
    let metres: Int?
    /// 0 to 1; of words that neighbours may read.
    let likeness: Double
  }

  func duplicateTable(at now: Timestamp) -> DuplicateTable {
    duplicates.table(on: CityTime.date(of: now))
  }

  /// Of the same type, or in much the same words; one statement.
  ///
  /// The same kind comes first, then the most alike, then the nearest.
  func alike(_ submission: Submission, at place: CasePlace) async throws -> [Alike] {
    let now = database.world.now()
    let table = duplicateTable(at: now)
    let service =
      submission.service ?? submission.item.flatMap { catalogue.service(ofItem: $0)?.code }
    let metres = table.metres(service: service, item: submission.item)
    let found = try await database.read { db in
      try engine.near(
        place, metres: metres, since: now.adding(days: -table.days), for: nil, in: db)
    }
    let words = Likeness(submission.text)
    let alike = found.map { item in
      Alike(
        item: item,
        metres: place.point.flatMap { point in
          item.place.point.map { Int(point.metres(to: $0).rounded()) }
        }, likeness: words.shared(with: Likeness(item.title + "\n" + item.excerpt)))
    }
    let fitting = alike.filter { other in
      if let kind = submission.item, let known = other.item.item, kind != known,
        other.likeness < table.alikeOfType
      {
        return false
      }
      guard let service, service != "other", other.item.service != "other" else { return true }
      return other.item.service == service || other.likeness >= table.alike
    }
    let ordered = fitting.sorted { one, two in
      let kinds = (one.item.item == submission.item, two.item.item == submission.item)
      if kinds.0 != kinds.1 { return kinds.0 }
      if one.likeness != two.likeness { return one.likeness > two.likeness }
      return (one.metres ?? .max, two.item.ref) < (two.metres ?? .max, one.item.ref)
    }
    return Array(ordered.prefix(table.most))
  }

  /// Joins a case in the place of filing another, and brings what was written and photographed.
  ///
  /// Throws `Problem(.notFound)` where it is not to be joined any more, or a `CaseRefusal`.
  func join(
    _ id: Identifier<Case>, bringing words: String, photos: [String], by viewer: Viewer,
    key: CommandKey?
  ) async throws -> Moved {
    let files = photos.map { Identifier<CaseFile>(rawValue: $0) }
    try requireFiles(files)
    let (engine, book) = (engine, duplicates)
    return try await database.command(key) { tx in
      let moved = try Self.step(
        id, .support, expecting: nil, by: viewer, engine, book, in: tx)
      if !words.trimmed.isEmpty || !files.isEmpty {
        try engine.bring(words, files: files, to: id, by: viewer, in: tx)
      }
      return moved
    }
  }

  /// Tells those who operate for the place when so many have joined that it needs their eye.
  static func raise(
    _ id: Identifier<Case>, from before: Int, _ book: DuplicateBook, _ engine: CaseEngine,
    in tx: Transaction
  ) throws {
    guard let item = try engine.findBySystem(id, in: tx), item.state.isOpen,
      let reached = book.table(on: CityTime.date(of: tx.now))
        .alert(from: before, to: item.supporters)
    else { return }
    try tx.publish(
      ServiceRequestEvents.ManyJoined(
        request: id.rawValue, joined: reached, owner: item.owner, area: item.place.area,
        version: item.version, at: tx.now))
  }
}
