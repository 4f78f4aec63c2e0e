import Casework
import Kernel

/// A photo's copy for everybody, with what was covered in it.
struct PhotoCover: Hashable, Sendable {
  /// The original, which stays with staff and reporter.
  let file: Identifier<CaseFile>
  /// The copy's own file; of it nothing leads back to the original.
  let covered: String
  let boxes: [PhotoCleaner.Box]
  /// Approved; a copy that nobody has approved yet is staff's only.
  let isPublic: Bool
  let at: Timestamp
}

/// One line of how a photo's publication was decided: who, when, what and why.
struct PhotoDecision: Hashable, Sendable {
  enum Deed: String, CaseIterable, Codable, Sendable, ColumnValue {
    case cover, publish, unpublish
  }

  let id: String
  let file: Identifier<CaseFile>
  let deed: Deed
  let actor: String
  /// What they were called at work at that time.
  let post: String?
  let reason: String
  let at: Timestamp
}
