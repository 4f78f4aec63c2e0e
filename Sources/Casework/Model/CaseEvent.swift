public import Kernel

/// One line of a case's history; written once, never changed.
public struct CaseEvent: Identifiable, Hashable, Sendable {
  public let id: String
  public let at: Timestamp
  /// Person, client or `system`; nil where the viewer may not know.
  public var actor: String?
  public let role: CaseRole
  public let move: CaseMove.Kind
  public let from: CaseState?
  public let to: CaseState
  public let version: Int
  public internal(set) var words: String?
  /// Whether the reporter reads it.
  public let isPublic: Bool
  /// Codes: ground, unit, outcome, amounts.
  public internal(set) var data: [String: String]

  /// Under which code `data` says what staff were called at work when they did it.
  static let post = "post"

  /// Nil for others than staff, and for those outside.
  public var post: String? { data[Self.post] }
}

/// A file of a case.
public struct CaseAttachment: Hashable, Sendable {
  public let file: Identifier<CaseFile>
  public let kind: AttachmentKind
  public let at: Timestamp
}
