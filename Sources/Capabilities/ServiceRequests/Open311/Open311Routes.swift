import Casework
import Contracts
import Hummingbird
import Kernel

/// Open311 GeoReport v2 with the updates extension, in XML and JSON (docs/open311.md).
struct Open311Routes: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory
  let intake: PhotoIntake

  static let base = "/open311/v2/"
  /// Ten photos and the form around them.
  static let maxBody = 10 * AttachmentLimits.standard.photo + (2 << 20)

  func register(on routes: Routes) {
    for format in WireFormat.allCases {
      let end = "." + format.rawValue
      let refusal: Routes.Refusal = { problem, call in
        try WireRefusal(problem, words: call.words, in: call.language).answer(format, to: call)
      }
      func get(_ path: String, _ answer: @escaping @Sendable (Call) async throws -> Answer) {
        routes.get(keyed: path + end, .everyone, refusal: refusal) { call in
          try requireJurisdiction(call)
          return try await answer(call).written(format, to: call)
        }
      }
      func post(_ path: String, _ answer: @escaping @Sendable (Call) async throws -> Answer) {
        routes.post(keyed: path + end, .known, maxBody: Self.maxBody, refusal: refusal) { call in
          try requireJurisdiction(call)
          return try await answer(call).written(format, to: call)
        }
      }
      get("/open311/discovery", discovery)
      get(Self.base + "discovery", discovery)
      get(Self.base + "services", services)
      get(Self.base + "services/{code}", definition)
      get(Self.base + "requests", requests)
      get(Self.base + "requests/{id}", request)
      post(Self.base + "requests", file)
      get(Self.base + "tokens/{token}", token)
      get(Self.base + "servicerequestupdates", updates)
      post(Self.base + "servicerequestupdates", say)
    }
  }

  /// An answer before its format.
  struct Answer {
    let root: String
    let value: Wire
    var status = HTTPResponse.Status.ok

    func written(_ format: WireFormat, to call: Call) throws -> Response {
      try format.answer(root, value, status: status, to: call)
    }
  }

  /// Each site is one jurisdiction with an endpoint of its own, so naming it is optional.
  private func requireJurisdiction(_ call: Call) throws {
    let given = try call.form.text("jurisdiction_id") ?? call.query().text("jurisdiction_id")
    guard let given else { return }
    let own = [call.site.key, call.site.host, call.site.region].compactMap { $0 }
    guard own.contains(given.lowercased()) else {
      throw Problem(.notFound, "open311.no-jurisdiction")
    }
  }

  private func serviceWire(_ call: Call) -> ServiceWire {
    ServiceWire(catalogue: actions.catalogue, words: call.words, language: call.language)
  }

  @Sendable private func services(_ call: Call) throws -> Answer {
    Answer(root: "services", value: serviceWire(call).list)
  }

  @Sendable private func definition(_ call: Call) throws -> Answer {
    guard let service = actions.catalogue.service(try call.parameter("code")) else {
      throw Problem(.notFound, "open311.no-service")
    }
    return Answer(root: "service_definition", value: serviceWire(call).definition(service))
  }

  private func requestWire(_ call: Call) async throws -> RequestWire {
    RequestWire(
      plan: try await directory.plan(), words: call.words, language: call.language,
      isExtended: try call.query().text("extensions") == "true")
  }

  private func filter(_ call: Call) throws -> RequestFilter {
    RequestFilter(form: try call.query(), now: call.now, catalogue: actions.catalogue)
  }

  @Sendable private func requests(_ call: Call) async throws -> Answer {
    let found = try await actions.published(try filter(call).query(), for: call.viewer)
    return Answer(root: "service_requests", value: try await requestWire(call).list(found))
  }

  /// Public, filed with the key that is shown, or the one that the token is of.
  @Sendable private func request(_ call: Call) async throws -> Answer {
    let id: Identifier<Case> = try call.id()
    var found: SharedCase?
    if let token = try call.query().text("token") {
      guard RequestToken.request(token, keys: actions.keys) == id else {
        throw Problem(.notFound, "open311.no-token")
      }
      found = try await actions.publishedToHolder(id)
    } else {
      var query = SharedQuery()
      query.ids = [id]
      found = try await actions.published(query, for: call.viewer).first
    }
    guard let found else { throw Problem(.notFound) }
    return Answer(root: "service_requests", value: try await requestWire(call).list([found]))
  }

  @Sendable private func token(_ call: Call) async throws -> Answer {
    let token = try call.parameter("token")
    guard let id = RequestToken.request(token, keys: actions.keys) else {
      throw Problem(.notFound, "open311.no-token")
    }
    let found = try await actions.publishedToHolder(id)
    return Answer(
      root: "service_requests",
      value: .list(
        "request",
        [
          .object([
            .init("service_request_id", found.item.id.rawValue), .init("token", token),
          ])
        ]))
  }

  @Sendable private func updates(_ call: Call) async throws -> Answer {
    let filter = try filter(call)
    let times = try filter.window("start_date", "end_date") ?? filter.latest
    let page = try filter.page()
    let steps = try await actions.publishedSteps(
      times, of: try filter.ids(), for: call.viewer, skip: page.skip, limit: page.limit)
    return Answer(
      root: "service_request_updates", value: try await requestWire(call).updates(steps))
  }
}
