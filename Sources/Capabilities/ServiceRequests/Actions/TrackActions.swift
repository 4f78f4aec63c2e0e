import Casework
import Civics
import Contracts
import Kernel

/// Looking up a request by its number, for those who can show that it is theirs.
struct TrackActions: Sendable {
  let actions: ServiceRequestActions
  let people: any PeopleDirectory

  private var database: Database { actions.database }
  private var engine: CaseEngine { actions.engine }

  /// The request of the number and the receipt's code.
  ///
  /// Throws `Problem(.notFound)`, whether the number or the code is wrong.
  func find(_ number: String, code: String) async throws -> Identifier<Case> {
    let now = database.world.now()
    let ids = try await database.read { try engine.numbered(number, at: now, in: $0) }
    guard let id = ids.first(where: { ReceiptCode.fits(code, $0, keys: actions.keys) }) else {
      throw Problem(.notFound)
    }
    return id
  }

  /// What the holder of the receipt sees.
  func dossier(_ number: String, code: String) async throws -> CaseDossier {
    let id = try await find(number, code: code)
    return try await database.read { try engine.followedDossier(id, in: $0) }
  }

  /// Answers what was asked, as the holder of the receipt.
  ///
  /// Throws as `find`, or a `CaseRefusal`.
  func answer(_ number: String, code: String, _ words: String, key: CommandKey?) async throws {
    let id = try await find(number, code: code)
    let engine = engine
    _ = try await database.command(key) { tx in
      try ServiceRequestActions.told(
        try engine.answerByReceipt(id, words, in: tx), engine, in: tx)
    }
  }

  /// The request of the number that the person reported, joined, or left their telephone with.
  ///
  /// One filed with the telephone and without signing in becomes the person's own. Throws
  /// `Problem(.notFound)`.
  func find(_ number: String, by viewer: Viewer) async throws -> Identifier<Case> {
    guard let person = viewer.person else { throw Problem(.signInNeeded) }
    let now = database.world.now()
    let (engine, keys, people) = (engine, actions.keys, people)
    return try await database.write { tx in
      do {
        return try engine.followed(numbered: number, by: viewer, at: now, in: tx)
      } catch let problem as Problem where problem.kind == .notFound {
        guard let phone = try people.phone(of: person, in: tx) else { throw problem }
        let hashes = LookupHash.candidates(
          for: phone.rawValue, label: CaseEngine.contactLabel, keys: keys)
        for id in try engine.numbered(number, contact: hashes, at: now, in: tx)
        where try engine.claim(id, contact: hashes, for: person, in: tx) { return id }
        throw problem
      }
    }
  }
}
