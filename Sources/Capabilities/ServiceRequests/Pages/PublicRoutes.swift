import Casework
import Contracts
import Hummingbird
import Kernel

/// Public cases for maps, readers and everybody who works with them; no account, no script.
///
/// Each answer takes two statements whatever is asked, has an `ETag` and may be kept for five
/// minutes: what is taken back shall not stay in caches for long.
struct PublicRoutes: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory

  func register(on routes: Routes) {
    routes.get("/public", .everyone, about)
    routes.get("/public/cases.geojson", .everyone) { try await feed($0, .geojson) }
    routes.get("/public/cases.json", .everyone) { try await feed($0, .json) }
    routes.get("/public/cases.csv", .everyone) { try await feed($0, .csv) }
    routes.get("/public/cases.atom", .everyone) { try await feed($0, .atom) }
    routes.get("/public/cases.rss", .everyone) { try await feed($0, .rss) }
  }

  /// A filter that cannot be one is told to the program that asked, not to a person.
  private func feed(_ call: Call, _ format: PublicFeed.Format) async throws -> Response {
    do {
      return try await file(call, format)
    } catch let problem as Problem where [.invalid, .malformed].contains(problem.kind) {
      return try call.refused(problem)
    }
  }

  private func file(_ call: Call, _ format: PublicFeed.Format) async throws -> Response {
    let form = try call.query()
    let filter = try PublicFilter(form)
    var query = filter.query
    if form.text("limit") == nil { query.limit = format == .csv ? PublicFilter.most : 50 }
    let found = try await actions.published(query)
    let plan = try await directory.plan()
    let base = call.origin
    let language = call.language
    let file = "/public/cases." + format.rawValue
    let next = found.page.next.map { base + filter.link(file, ["after": $0.text]) }
    let feed = PublicFeed(
      title: call.words.text("open.title", ["site": Self.site(call)], in: language),
      page: base + filter.link("/around", [PublicFilter.size: nil]), own: base + filter.link(file),
      next: next,
      language: language,
      cases: found.page.items.map { item in
        PublicCase(
          item, photo: found.photos[item.id]?.first, plan: plan, base: base, language: language
        ) { call.words.text($0, in: language) }
      })
    let bytes = Array(try feed.text(format).utf8)
    return call.feed(bytes, type: format.type, next: next)
  }

  @Sendable private func about(_ call: Call) async throws -> Response {
    let text = { (key: String) in call.words.text(key, in: call.language) }
    let view = OpenDataView(
      files: [
        ("geojson", "open.file.geojson"), ("json", "open.file.json"), ("csv", "open.file.csv"),
        ("atom", "open.file.atom"), ("rss", "open.file.rss"),
      ].map { OpenDataView.File(path: "/public/cases." + $0.0, label: text($0.1)) },
      filters: [
        ("show", "open.filter.show"), ("service_code", "open.filter.service"),
        ("class_code", "open.filter.class"), ("area", "open.filter.area"),
        ("from, to", "open.filter.period"), ("limit, after", "open.filter.pages"),
      ].map { OpenDataView.Field(name: $0.0, meaning: text($0.1)) },
      fields: PublicCase.columns.map {
        OpenDataView.Field(name: $0.name, meaning: text($0.meaning))
      },
      licence: PublicFeed.licence)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  private static func site(_ call: Call) -> String {
    call.language == .chinese ? call.site.name.chinese : call.site.name.english
  }
}
