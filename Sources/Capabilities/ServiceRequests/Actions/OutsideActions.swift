import Casework
import Civics
import Kernel

/// Asking somebody outside by a link that expires, and hearing what they say.
struct OutsideActions: Sendable {
  let actions: ServiceRequestActions

  private var database: Database { actions.database }

  /// What is put to whom, and what of the case goes with it.
  struct Wish: Sendable, Hashable {
    let party: String
    let question: String
    let shown: Set<OutsideQuestion.Part>

    /// The same for the same wish, in whatever process.
    var content: String {
      ([party, question] + shown.map(\.rawValue).sorted()).joined(separator: "\n")
    }
  }

  /// Makes a link; answers the question's id, the same for a form that is sent twice.
  ///
  /// Throws a `CaseRefusal`.
  func ask(
    _ wish: Wish, about request: Identifier<Case>, by viewer: Viewer, key: CommandKey?
  ) async throws -> String {
    let (engine, keys) = (actions.engine, actions.keys)
    return try await database.command(key) { tx in
      let id = tx.newID()
      let moved = try engine.move(
        .id(request), .askOutside(wish.question, party: wish.party, id: id), by: viewer, in: tx)
      let days = engine.table(at: tx.now).rules.outsideDays
      try OutsideStore.insert(
        OutsideQuestion(
          id: id, request: request, tokenHash: Self.hash(try Self.token(of: id, keys)),
          party: wish.party.trimmed, question: wish.question.trimmed, shown: wish.shown,
          askedBy: viewer.actor, askedAt: tx.now,
          expiresAt: tx.now.adding(days: Int64(days)), answeredAt: nil, revokedAt: nil),
        in: tx)
      _ = try ServiceRequestActions.told(moved, engine, in: tx)
      return id
    }
  }

  /// What opens it, for those who asked; nil where it no longer does, or the site's keys are others.
  func token(of question: OutsideQuestion) throws -> String? {
    guard question.standing(at: database.world.now()) == .waiting else { return nil }
    let token = try Self.token(of: question.id, actions.keys)
    return Self.hash(token) == question.tokenHash ? token : nil
  }

  /// Worked out from the id with the site's look-up key: nobody can guess it, the database does not
  /// hold it, and a form that was sent twice shows one link.
  private static func token(of id: String, _ keys: SecretKeys) throws -> String {
    let hash = try LookupHash(of: id, label: "service_requests.outside", form: .exact, keys: keys)
    return Base64URL.encode(SHA256.hash(hash.rawValue))
  }

  /// What was asked about a case, for those who may ask.
  func all(of request: Identifier<Case>) async throws -> [OutsideQuestion] {
    try await database.read { try OutsideStore.all(of: request, in: $0) }
  }

  /// Throws `Problem(.notFound)`, or `Problem(.notNow)` where there is nothing left to take back.
  func revoke(
    _ id: String, of request: Identifier<Case>, by viewer: Viewer, key: CommandKey?
  ) async throws {
    let engine = actions.engine
    _ = try await database.command(key) { tx in
      guard let question = try OutsideStore.find(id, of: request, in: tx) else {
        throw Problem(.notFound)
      }
      let moved = try engine.move(
        .id(request), .revokeOutside(party: question.party, id: id), by: viewer, in: tx)
      guard try OutsideStore.revoke(id, in: tx) else {
        throw Problem(.notNow, "outside.nothing-to-revoke")
      }
      return try ServiceRequestActions.told(moved, engine, in: tx)
    }
  }

  /// What the holder of a link sees.
  struct Opened: Sendable {
    let question: OutsideQuestion
    let standing: OutsideQuestion.Standing
    /// Nil where the link no longer works: then nothing of the case is shown.
    let dossier: CaseDossier?
    /// Those of the case that the link shows.
    var pictures: [Identifier<CaseFile>] = []
  }

  /// Throws `Problem(.notFound)` for a token that is none.
  func open(_ token: String) async throws -> Opened {
    let (engine, now) = (actions.engine, database.world.now())
    return try await database.read { db in
      guard let question = try OutsideStore.find(tokenHash: Self.hash(token), in: db) else {
        throw Problem(.notFound)
      }
      let standing = question.standing(at: now)
      guard standing == .waiting else {
        return Opened(question: question, standing: standing, dossier: nil)
      }
      let dossier = try engine.followedDossier(question.request, in: db)
      guard dossier.item.state.isWorkedOn else {
        return Opened(question: question, standing: .expired, dossier: nil)
      }
      return Opened(
        question: question, standing: standing, dossier: dossier,
        pictures: question.shown.contains(.photos)
          ? try Self.pictures(of: question.request, engine, in: db) : [])
    }
  }

  /// What was covered up is shown outside as it was covered, published or not.
  private static func pictures(
    of request: Identifier<Case>, _ engine: CaseEngine, in db: some Reading
  ) throws -> [Identifier<CaseFile>] {
    let covers = try CoverStore.covers(of: request, in: db)
    return try engine.pictures(of: request, in: db).map { file in
      covers.first { $0.file == file }.map { Identifier(rawValue: "\($0.covered)") } ?? file
    }
  }

  /// Whether the link shows this picture of the case.
  func maySee(_ file: Identifier<CaseFile>, with token: String) async throws -> Bool {
    try await open(token).pictures.contains(file)
  }

  /// Takes the answer, once.
  ///
  /// Throws `Problem(.notFound)`, `Problem(.notNow)` or a `CaseRefusal`.
  func answer(
    _ token: String, _ words: String, photos: [Identifier<CaseFile>], key: CommandKey?
  ) async throws {
    try actions.requireFiles(photos)
    let (engine, hash) = (actions.engine, Self.hash(token))
    _ = try await database.command(key) { tx in
      guard let question = try OutsideStore.find(tokenHash: hash, in: tx) else {
        throw Problem(.notFound)
      }
      let moved = try engine.moveBySystem(
        question.request, .hearOutside(words, party: question.party, photos: photos), in: tx)
      guard try OutsideStore.answer(question.id, in: tx) else {
        throw Problem(.notNow, "outside.over")
      }
      return try ServiceRequestActions.told(moved, engine, in: tx)
    }
  }

  /// Links and questions that are long over.
  func sweep() async throws { try await database.write { try OutsideStore.sweep(in: $0) } }

  private static func hash(_ token: String) -> String { Hex.encode(SHA256.hash(token)) }
}
