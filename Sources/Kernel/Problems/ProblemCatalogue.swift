/// Every kind of problem as one document, for those who write against the API.
public enum ProblemCatalogue {
  /// Markdown, kept as `docs/problems.md`.
  public static func markdown(_ words: Words) -> String {
    let head = """
      # Problems

      Every kind a client may meet, in the order of their numbers. Made from `Problem.Kind` and the
      word files (`LINLI_GOLDEN=write`); do not edit. Under `/api` they come as problem details
      (RFC 9457): branch on `type`, show `title` and `detail`.

      """
    let parts = Problem.Kind.all.sorted { ($0.status, $0.slug) < ($1.status, $1.slug) }
      .map { kind in
        let (chinese, english) = (
          words.text(kind.title, in: .chinese), words.text(kind.title, in: .english)
        )
        return """

          ## `\(kind.type)` · \(kind.status)

          **\(chinese) · \(english)**

          - \(words.text(kind.caller, in: .english))
          - \(words.text(kind.caller, in: .chinese))

          """
      }
    return head + parts.joined()
  }
}
