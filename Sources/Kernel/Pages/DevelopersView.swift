/// The API for people: what can be called, and by whom.
public struct DevelopersView: Sendable {
  public let groups: [Group]

  public struct Group: Sendable {
    public let title: String
    public let operations: [Operation]
  }

  public struct Operation: Sendable {
    public let method: String
    public let path: String
    public let summary: String
    public let access: String
  }

  public init(_ document: OpenAPIDocument, words: Words, in language: Language) {
    let isChinese = language == .chinese
    let all = document.operations
    groups = (document.root["tags"]?.items ?? []).map { tag in
      let title = tag[isChinese ? "x-description-zh" : "description"]?.string
      let operations = all.filter { $0.operation["tags"]?.items.first == tag["name"] }
      return Group(
        title: title ?? "",
        operations: operations.map { found in
          let summary = found.operation[isChinese ? "x-summary-zh" : "summary"]?.string
          return Operation(
            method: found.method, path: Routes.apiPrefix + found.path, summary: summary ?? "",
            access: Self.access(found.operation["x-access"]?.string ?? "", words, language))
        })
    }
  }

  private static func access(_ access: String, _ words: Words, _ language: Language) -> String {
    let key =
      switch access {
      case "everyone": "developers.everyone"
      case "known": "developers.known"
      case "signed in": "developers.signed-in"
      default: "developers.permission"
      }
    return words.text(key, in: language)
  }

  public func page(_ words: Words, _ language: Language) -> Page {
    Page(
      "developers", self, title: words.text("developers.title", in: language), layout: .plain,
      isWide: true)
  }
}
