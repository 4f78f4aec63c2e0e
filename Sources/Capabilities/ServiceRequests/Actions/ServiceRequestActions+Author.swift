import Casework
import Civics
import Contracts
import Kernel

/// What an author does with what is theirs, after filing (docs/adr/0030).
extension ServiceRequestActions {
  /// Other words, before anybody has taken the request up; its title is made of them as before.
  ///
  /// Throws `Problem(.invalid)`, `Problem(.notFound)`, `Problem(.staleVersion)` or a `CaseRefusal`.
  func amend(
    _ id: Identifier<Case>, _ words: String, expecting version: Int?, by viewer: Viewer,
    key: CommandKey?
  ) async throws -> Moved {
    let text = words.readable
    guard !text.isEmpty else { throw Problem(field: "text", "mistake.nothing-said") }
    guard text.count <= limits.textLength else {
      throw Problem([
        FieldError(
          "text", "mistake.too-long",
          values: ["most": String(limits.textLength), "n": String(text.count)])
      ])
    }
    let engine = engine
    return try await database.command(key) { tx in
      try Self.told(
        try engine.amend(
          id, title: Submission.title(from: text), text: text, expecting: version, by: viewer,
          in: tx), in: tx)
    }
  }

  /// Takes back that neighbours read it, who it was for those who work on it, or the number.
  ///
  /// Throws as `amend`.
  func retract(
    _ what: CaseEngine.Retraction, of id: Identifier<Case>, expecting version: Int?,
    by viewer: Viewer, key: CommandKey?
  ) async throws -> Moved {
    let engine = engine
    return try await database.command(key) { tx in
      try Self.told(
        try engine.retract(what, of: id, expecting: version, by: viewer, in: tx), in: tx)
    }
  }

  private static func told(_ moved: CaseMoved, in tx: Transaction) throws -> Moved {
    try tx.publish(ServiceRequestEvents.Moved(moved, at: tx.now))
    return Moved(
      id: moved.item.id.rawValue, no: moved.item.no.rawValue, state: moved.item.state.rawValue,
      version: moved.item.version, tellsReporter: false, textsCaller: false)
  }
}
