public import Civics
public import Kernel

/// A part of a case as it stands beside the others; its unit and how far it is.
public struct CasePartLine: Identifiable, Hashable, Sendable {
  public let id: Identifier<Case>
  public let no: CaseNumber
  public var title: String
  public let state: CaseState
  public let leadUnit: String?
  public let level: CaseLevel?
  public let outcome: CaseOutcome?
  public let dueAt: Timestamp?
}

/// The case that a part is of, for those who may open it.
public struct CaseWhole: Identifiable, Hashable, Sendable {
  public let id: Identifier<Case>
  public let no: CaseNumber
  public let isOpenable: Bool
}

extension CaseDossier {
  /// With the parts it was split into; of a part, with the words and pictures of the whole.
  ///
  /// No statement for what is neither.
  func withParts(seenBy condition: SQL, in db: some Reading) throws -> CaseDossier {
    var dossier = self
    if item.details.parts != nil {
      dossier.parts = try db.rows(
        """
        SELECT id, no, title, state, lead_unit, level, outcome, due_at FROM cases
        WHERE parent = \(item.id) ORDER BY no
        """
      ).map { row in
        CasePartLine(
          id: try row.get("id"), no: try row.number("no"), title: try row.get("title"),
          state: try row.get("state"), leadUnit: try row.get("lead_unit"),
          level: try row.get("level"), outcome: try row.get("outcome"),
          dueAt: try row.get("due_at", as: Timestamp.self).unlessNever)
      }
    } else if let parent = item.parent {
      let answers = try db.rows(
        all: [
          """
          SELECT id, no, body, CASE WHEN (\(condition)) THEN TRUE ELSE FALSE END AS is_seen
          FROM cases WHERE id = \(parent)
          """,
          """
          SELECT file, kind, added_at FROM case_attachments
          WHERE case_id = \(parent) AND kind IN ('before', 'voice') ORDER BY added_at, file
          """,
        ])
      guard answers.count == 2, let row = answers[0].first else { return self }
      dossier.item.body = try row.get("body")
      dossier.whole = CaseWhole(
        id: try row.get("id"), no: try row.number("no"), isOpenable: try row.get("is_seen"))
      dossier.files =
        try answers[1].map { file in
          CaseAttachment(
            file: try file.get("file"), kind: try file.get("kind"), at: try file.get("added_at"))
        } + files
    }
    return dossier
  }
}
