import Casework
import Kernel
import KernelTesting
import Testing

@testable import App

/// Holds the API's description against the routes.
struct OpenAPITests {
  /// One operation of the document beside the route of the same method and path.
  struct Pair: Sendable {
    let name: String
    let route: Routes.Entry
    let operation: JSONValue
    let document: JSONValue

    var parameters: [JSONValue] {
      (operation["parameters"]?.items ?? []).map { document.resolved($0) }
    }

    func has(parametersIn place: String) -> Bool {
      parameters.contains { $0["in"]?.string == place }
    }

    /// What the gate and the body's reading can answer to such a route, and one success.
    var expectedStatuses: Set<String> {
      let takesBody = operation["requestBody"] != nil
      let isOfOne = route.path.contains("{")
      var statuses: Set<String> = ["401", "429", "500", "503"]
      if takesBody || has(parametersIn: "query") { statuses.formUnion(["400", "422"]) }
      if takesBody { statuses.formUnion(["413", "415"]) }
      if isOfOne || ![.everyone, .known].contains(route.access) { statuses.insert("404") }
      // What a site may do without is not found there.
      if operation["x-optional"] != nil { statuses.insert("404") }
      if isOfOne, route.method != "GET" { statuses.insert("409") }
      return statuses
    }
  }

  static func document() async throws -> (document: OpenAPIDocument, routes: [Routes.Entry]) {
    let open = try await DemoCityTests.open(.sqlite)
    return (try open.city.document(of: open.site), try open.routes().filter(\.isAPI))
  }

  static func pairs() async throws -> [Pair] {
    let (document, routes) = try await document()
    let known = Dictionary(
      routes.map { ($0.method + " " + $0.path, $0) }, uniquingKeysWith: { first, _ in first })
    return document.operations.compactMap { method, path, operation in
      let name = method + " " + Routes.apiPrefix + path
      return known[name].map {
        Pair(name: name, route: $0, operation: operation, document: document.root)
      }
    }
  }

  @Test func `the document has the routes and no others`() async throws {
    let (document, routes) = try await Self.document()

    let described = document.operations.map { $0.method + " " + Routes.apiPrefix + $0.path }
    #expect(described.sorted() == routes.map { $0.method + " " + $0.path }.sorted())
    #expect(routes.count >= 9)
  }

  @Test func `access, names, summaries and parameters are those of the route`() async throws {
    let pairs = try await Self.pairs()

    for pair in pairs {
      #expect(pair.operation["x-access"]?.string == pair.route.access.description, "\(pair.name)")
      for summary in ["summary", "x-summary-zh"] {
        #expect(pair.operation[summary]?.string?.isEmpty == false, "\(pair.name)")
      }
      let open = JSONValue.list([.object([:]), .object(["token": .list([])])])
      let isOpen = pair.operation["security"] == open
      #expect(isOpen == (pair.route.access == .everyone), "\(pair.name)")
      let inPath = pair.parameters.filter { $0["in"]?.string == "path" }.compactMap {
        $0["name"]?.string
      }
      let braces = pair.route.path.matches(of: #/\{([a-z]+)\}/#).map { String($0.1) }
      #expect(inPath == braces, "\(pair.name)")
      #expect((pair.operation["requestBody"] != nil) == (pair.route.method != "GET"))
    }
    let ids = pairs.compactMap { $0.operation["operationId"]?.string }
    #expect(Set(ids).count == pairs.count)
  }

  @Test func `every status a route can answer is there with its shape`() async throws {
    for pair in try await Self.pairs() {
      let responses = pair.operation["responses"]?.fields ?? [:]
      let refusals = Set(responses.keys.filter { !$0.hasPrefix("2") })
      #expect(refusals == pair.expectedStatuses, "\(pair.name)")
      #expect(responses.count == refusals.count + 1, "\(pair.name)")
      for (status, response) in responses {
        let response = pair.document.resolved(response)
        let type = status.hasPrefix("2") ? "application/json" : "application/problem+json"
        #expect(response["content"]?[type]?["schema"] != nil, "\(pair.name) \(status)")
        #expect(response["headers"]?["X-Request-Id"] != nil, "\(pair.name) \(status)")
      }
    }
  }

  @Test func `every reference leads somewhere and everything named is used`() async throws {
    let root = try await Self.document().document.root

    let references = root.references
    for reference in references where root.found(reference) == nil {
      Issue.record("\(reference) is not there")
    }
    for (kind, named) in root["components"]?.fields ?? [:] where kind != "securitySchemes" {
      for name in named.fields.keys {
        #expect(references.contains("#/components/\(kind)/\(name)"))
      }
    }
  }

  @Test func `bodies have the members that are described and no others`() async throws {
    let city = try await TestCity.open(.sqlite)
    let carrier = try await city.program(may: "notifications.report_deliveries")
    let clients = [
      carrier, try await city.client(as: TestCity.resident),
      try await city.client(as: "dispatcher"),
    ]
    let pairs = try await Self.pairs().filter {
      $0.operation["requestBody"]?["content"]?["application/json"] != nil
    }

    for pair in pairs {
      let content = pair.operation["requestBody"]?["content"]?["application/json"]
      let schema = pair.document.resolved(try #require(content?["schema"]))
      #expect(schema["additionalProperties"] == .bool(false), "\(pair.name)")
      let members = try #require(schema["properties"]?.fields.keys.sorted())
      let body = (members + ["is_publik"]).map { "\"\($0)\":null" }.joined(separator: ",")
      let path = pair.route.path.replacing(
        "{id}", with: "00000000-0000-7000-8000-000000000000")
      var named: [[String]] = []
      for client in clients {
        let answer = try await client.post(path, json: "{\(body)}")
        guard answer.status == 422 else { continue }
        let problem: ProblemAnswer = try answer.json()
        named.append(problem.errors?.map(\.field) ?? [])
      }
      // Those who may knock hear of the stranger, and of it alone.
      #expect(!named.isEmpty && named.allSatisfy { $0 == ["is_publik"] }, "\(pair.name) \(named)")
    }
    #expect(pairs.count >= 8)
  }

  @Test func `every duty that a clock may tell of is described`() async throws {
    let root = try await Self.document().document.root
    let request = root.found("#/components/schemas/Request")
    let limit = request?["properties"]?["limits"]?["items"]
    let duty = limit?["properties"]?["duty"]?["enum"]?.items
    #expect(
      duty?.compactMap(\.string).sorted() == CaseLimit.Duty.allCases.map(\.rawValue).sorted())
  }

  @Test func `the problem schema names every kind`() async throws {
    let root = try await Self.document().document.root

    let types = root.found("#/components/schemas/Problem")?["properties"]?["type"]?["enum"]?.items
    #expect(types?.compactMap(\.string) == Problem.Kind.all.map(\.type))
  }

  @Test func `links begin with the site's prefix`() async throws {
    let open = try await DemoCityTests.open(.sqlite)
    let site = Site(
      key: "longtan", prefix: "/longtan", host: nil, region: "990101",
      name: Site.Name(chinese: "龙潭", english: "Longtan"))

    let document = try open.city.document(of: site)

    #expect(document.root["servers"]?.items.first?["url"]?.string == "/longtan/api/v1")
    #expect(try document.text == open.city.document(of: site).text)
  }

  @Test func `two fragments cannot claim the same`() throws {
    let site = SitesFile.standard
    let fragment = Array(#"{"components":{"schemas":{"Problem":{}}}}"#.utf8)

    let taken = #expect(throws: OpenAPIDocument.Fault.self) {
      try OpenAPIDocument(of: [("x", fragment)], site: site)
    }
    let strange = #expect(throws: OpenAPIDocument.Fault.self) {
      try OpenAPIDocument(of: [("x", Array(#"{"info":{}}"#.utf8))], site: site)
    }

    #expect(taken?.what == "schemas “Problem” is already taken")
    #expect(strange?.what == "has no place for “info”")
  }
}

extension JSONValue {
  /// What a reference such as `#/components/schemas/Problem` names.
  fileprivate func found(_ reference: String) -> JSONValue? {
    reference.dropFirst(2).split(separator: "/").reduce(Optional(self)) { $0?[String($1)] }
  }

  fileprivate func resolved(_ value: JSONValue) -> JSONValue {
    value["$ref"]?.string.flatMap(found) ?? value
  }

  fileprivate var references: Set<String> {
    switch self {
    case .object(let fields):
      let own = fields["$ref"]?.string.map { Set([$0]) } ?? []
      return fields.values.reduce(own) { $0.union($1.references) }
    case .list(let items): return items.reduce([]) { $0.union($1.references) }
    default: return []
    }
  }
}
