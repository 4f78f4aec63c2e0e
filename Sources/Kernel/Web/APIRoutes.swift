import Hummingbird

/// What the kernel says of the JSON API: its description for programs and for people.
public struct APIRoutes: Sendable {
  let document: OpenAPIDocument

  public init(document: OpenAPIDocument) { self.document = document }

  /// Throws when the document cannot be written as text.
  public func register(on routes: Routes) throws {
    let text = try document.text
    routes.get("/openapi.json", .everyone, face: .api) { $0.json(text: text) }
    routes.get("/developers", .everyone) { call in
      let view = DevelopersView(document, words: call.words, in: call.language)
      return try call.page(view.page(call.words, call.language))
    }
    routes.get("/problems/{slug}", .everyone) { call in
      let slug = try call.parameter("slug")
      guard let kind = Problem.Kind.all.first(where: { $0.slug == slug }) else {
        throw Problem(.notFound)
      }
      return try call.page(ProblemKindView(kind, words: call.words, in: call.language).page)
    }
  }
}
