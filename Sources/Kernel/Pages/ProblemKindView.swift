/// One kind of problem explained, behind the address that problem details give as their `type`.
public struct ProblemKindView: Sendable {
  public let title: String
  public let detail: String
  /// For who writes the calling program.
  public let caller: String
  public let type: String
  public let status: Int

  public init(_ kind: Problem.Kind, words: Words, in language: Language) {
    title = words.text(kind.title, in: language)
    detail = words.text(kind.title + ".detail", in: language)
    caller = words.text(kind.caller, in: language)
    type = kind.type
    status = kind.status
  }

  public var page: Page { Page("problem-kind", self, title: title, layout: .plain) }
}
