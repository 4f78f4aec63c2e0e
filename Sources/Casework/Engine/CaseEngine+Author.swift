public import Kernel

/// What the author of a case may do with what they said, beside the moves: put it right while
/// nobody has taken it up, and take back later what is theirs (docs/adr/0030).
extension CaseEngine {
  /// What an author takes back of a case that goes on without it.
  public enum Retraction: String, CaseIterable, Codable, Sendable {
    /// Neighbours read it no longer; those who joined still learn how it goes.
    case sharing
    /// Those who work on it learn no more who it was.
    case name
    /// The telephone number that was left with it.
    case number
  }

  /// Other words in the place of the author's own, before anybody has accepted the case.
  ///
  /// The first words are not kept: nobody has acted on them. Throws `Problem(.notFound)`,
  /// `Problem(.staleVersion)` or a `CaseRefusal`.
  public func amend(
    _ id: Identifier<Case>, title: String, text: String, expecting version: Int?,
    by viewer: Viewer, in tx: Transaction
  ) throws -> CaseMoved {
    let item = try own(id, expecting: version, of: viewer, in: tx)
    guard item.state == .submitted else { throw CaseRefusal.notNow(.correct, item.state) }
    guard title != item.title || text != item.body else { throw CaseRefusal.nothingChanged }
    var next = item
    (next.title, next.body) = (title, text)
    try CaseStore.setBody(text, of: id, in: tx)
    try index(next, isNew: false, in: tx)
    return try saved(next, ["author": "words"], by: viewer, in: tx)
  }

  /// Takes back what was the author's, whatever has become of the case.
  ///
  /// Throws as `amend`.
  public func retract(
    _ what: Retraction, of id: Identifier<Case>, expecting version: Int?, by viewer: Viewer,
    in tx: Transaction
  ) throws -> CaseMoved {
    var item = try own(id, expecting: version, of: viewer, in: tx)
    switch what {
    case .sharing:
      guard item.confidentiality == .open else { throw CaseRefusal.nothingChanged }
      item.confidentiality = .staff
    case .name:
      guard !item.reporter.hidesFromHandler, !item.reporter.isAnonymous else {
        throw CaseRefusal.nothingChanged
      }
      item.reporter.hidesFromHandler = true
      try CaseStore.hideReporter(of: id, in: tx)
    case .number:
      guard item.reporter.contactMasked != nil else { throw CaseRefusal.nothingChanged }
      item.reporter.contactMasked = nil
      try CaseStore.removeContact(of: id, in: tx)
    }
    return try saved(item, ["author": what.rawValue], by: viewer, in: tx)
  }

  /// Words and pictures of one who joins, for those who work on it; nobody else reads them.
  public func bring(
    _ words: String, files: [Identifier<CaseFile>], to id: Identifier<Case>, by viewer: Viewer,
    in tx: Transaction
  ) throws {
    guard let item = try findBySystem(id, in: tx) else { throw Problem(.notFound) }
    let actor = CaseActor(id: viewer.actor, person: viewer.person, roles: [.neighbour])
    let text = String(words.trimmed.prefix(CaseFacts.longest))
    try CaseEventStore.attach(files, .before, to: id, by: actor, in: tx)
    try CaseEventStore.append(
      .addWords, of: item, from: item.state, by: actor, as: .neighbour, words: text,
      isPublic: false, data: files.isEmpty ? [:] : ["photos": String(files.count)], in: tx)
    try audit(.addWords, item, by: actor, in: tx)
  }

  private func own(
    _ id: Identifier<Case>, expecting version: Int?, of viewer: Viewer, in tx: Transaction
  ) throws -> Case {
    guard let person = viewer.person else { throw Problem(.signInNeeded) }
    let item = try CaseStore.find(
      .id(id), kind: kind.code, where: "reporter = \(person)", in: tx)
    if let version, version != item.version { throw Problem(.staleVersion) }
    return item
  }

  private func saved(
    _ item: Case, _ data: [String: String], by viewer: Viewer, in tx: Transaction
  ) throws -> CaseMoved {
    var next = item
    next.version += 1
    try CaseStore.update(next, in: tx)
    let actor = CaseActor(id: viewer.actor, person: viewer.person, roles: [.reporter])
    let event = try CaseEventStore.append(
      .correct, of: next, from: next.state, by: actor, as: .reporter, words: nil, isPublic: true,
      data: data, in: tx)
    try audit(.correct, next, by: actor, in: tx)
    return CaseMoved(
      item: next, move: .correct, from: next.state, event: event, role: .reporter,
      tellsReporter: false, textsCaller: false)
  }
}
