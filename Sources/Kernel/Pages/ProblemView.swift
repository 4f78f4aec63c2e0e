/// A refusal or failure as a page: what happened and what to do.
public struct ProblemView: Sendable {
  public let title: String
  public let detail: String
  /// The last lines of the incident number, to be read over the phone; only for our own failures.
  public let reference: String?
  public let icon: String
  /// What was typed into the form that could not be taken, to be copied from here.
  public let typed: [String]
  public let hasTyped: Bool
  /// Where the button leads, below the prefix, and what it says.
  public let act: Act

  public struct Act: Sendable {
    public let path: String
    public let label: String
  }

  public init(
    _ problem: Problem, reference: String? = nil, typed: [String] = [],
    signIn: String = "/sign-in", words: Words, in language: Language
  ) {
    let kind = problem.kind
    title = words.text(kind.title, in: language)
    detail = words.text(problem.detail ?? kind.title + ".detail", problem.values, in: language)
    self.reference = kind.status >= 500 ? reference : nil
    self.typed = typed
    hasTyped = !typed.isEmpty
    icon = kind.status == 404 ? "search" : kind.status >= 500 ? "over" : "alert"
    act =
      kind == .signInNeeded
      ? Act(path: signIn, label: words.text("sign-in.act", in: language))
      : Act(path: "/", label: words.text("problem.home", in: language))
  }

  /// The page to show with the problem's status.
  public var page: Page { Page("problem", self, title: title, layout: .plain) }
}
