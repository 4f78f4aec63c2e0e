import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// How answers are written, and how what was asked is read.
struct Open311RuleTests {
  @Test func `JSON is the XML without its root`() throws {
    let wire = Wire.list(
      "service",
      [
        .object([
          .init("code", "a<b&\u{8}c"), .init("none", nil as String?), .init("flag", .flag(true)),
          .init("lat", .number(49.5)), .init("order", .number(1)),
          .init("formats", .list("format", [.text("x"), .text("y")])),
          .init("empty", .list("value", [])),
        ])
      ])
    #expect(
      try JSONText.encode(wire)
        == #"[{"code":"a<b&\bc","none":null,"flag":true,"lat":49.5,"order":1,"formats":["x","y"],"empty":[]}]"#
    )
    #expect(
      WireXML.text("services", wire) == """
        <?xml version="1.0" encoding="utf-8"?>
        <services><service><code>a&lt;b&amp;c</code><none></none><flag>true</flag>\
        <lat>49.5</lat><order>1</order><formats><format>x</format><format>y</format></formats>\
        <empty></empty></service></services>

        """)
  }

  private static let now = Timestamp(milliseconds: 1_764_000_000_000)

  private func filter(_ values: [String: String]) -> RequestFilter {
    RequestFilter(
      form: Form(values: values.mapValues { [$0] }), now: Self.now, catalogue: .shipped)
  }

  @Test func `times are the last ninety days, or as asked`() throws {
    let day: Int64 = 86_400_000
    let none = try filter(["status": "", "start_date": ""]).query()
    #expect(none.filed?.lowerBound == Self.now.adding(days: -90) && none.limit == 1000)
    let first = try #require(Timestamp("2026-01-01T00:00:00Z"))
    let one = try filter(["start_date": "2026-01-01T00:00:00Z"]).query().filed
    #expect(one?.lowerBound == first && one?.upperBound.rawValue == first.rawValue + 90 * day + 1)
    let last = try filter(["end_date": "2026-01-01T08:00:00 08:00"]).query().filed
    #expect(last?.lowerBound == first.adding(days: -90))
    let city = try filter(["start_date": "2026-01-01", "end_date": "2026-01-02"]).query().filed
    #expect(city?.lowerBound == first.adding(hours: -8))
    #expect(city?.upperBound.rawValue == first.adding(hours: 40).rawValue + 1)
    // What is asked by change is not cut to what was filed lately.
    let changed = try filter(["updated_after": "2026-01-01T00:00:00Z"]).query()
    #expect(changed.filed == nil && changed.changed?.lowerBound == first)
  }

  private static let unfit: [([String: String], String)] = [
    (["start_date": "yesterday"], "start_date"), (["start_date": "2026-02-30"], "start_date"),
    (["start_date": "2026-01-02", "end_date": "2026-01-01T00:00:00Z"], "end_date"),
    (["start_date": "2026-01-01", "end_date": "2026-06-01"], "end_date"),
    (["status": "done"], "status"), (["service_code": "ufo"], "service_code"),
    (["page": "0"], "page"), (["page_size": "1001"], "page_size"),
    (["page_size": "x"], "page_size"),
    (["lat": "49"], "long"), (["lat": "49", "long": "117", "radius": "0"], "radius"),
    (["lat": "49", "long": "117", "radius": "1e9"], "radius"), (["lat": "91", "long": "0"], "lat"),
    (["lat": "nan", "long": "0"], "lat"), (["radius": "5"], "lat"),
    (["updated_after": "2020-01-01", "updated_before": "2026-01-01"], "updated_before"),
  ]

  @Test(arguments: unfit)
  func `what cannot be asked is told`(values: [String: String], field: String) {
    let problem = #expect(throws: Problem.self) { try filter(values).query() }
    #expect(problem?.fields.map(\.field) == [field])
  }

  @Test func `ids go before everything else`() throws {
    let query = try filter([
      "service_request_id": "A-1, b-2,,", "status": "nonsense", "start_date": "x",
    ]).query()
    #expect(query.ids.map(\.rawValue) == ["a-1", "b-2"] && query.filed == nil)
    #expect(try filter(["status": "open,closed"]).query().isOpen == nil)
    #expect(try filter(["status": "Open"]).query().isOpen == true)
    let many = (0...200).map(String.init).joined(separator: ",")
    #expect(throws: Problem.self) { try filter(["service_request_id": many]).query() }
  }

  @Test func `a token is good for its request and its site`() throws {
    let keys = try #require(SecretKeys.fresh(world: .fixed()))
    let others = try #require(SecretKeys.fresh(world: .fixed(seed: 9)))
    let id = Identifier<Case>(rawValue: "00000000-0000-7000-8000-000000000001")
    let token = try RequestToken(of: id, keys: keys).text

    #expect(RequestToken.request(token, keys: keys) == id)
    #expect(RequestToken.request(token, keys: others) == nil)
    #expect(RequestToken.request(String(token.dropLast()) + "x", keys: keys) == nil)
    #expect(RequestToken.request("1" + token.dropFirst(), keys: keys) == nil)
    for text in ["", id.rawValue, token + "0"] {
      #expect(RequestToken.request(text, keys: keys) == nil)
    }
  }

  private func posted(
    _ values: [String: [String]], catalogue: ServiceCatalogue = .shipped
  ) throws -> (Submission, [FieldError]) {
    let words = try Words(WordFile.serviceRequests)
    let posted = PostedRequest(
      form: Form(values: values),
      services: ServiceWire(catalogue: catalogue, words: words, language: .chinese),
      plan: CityPlan(units: [], areas: []))
    return posted.submission(try posted.service())
  }

  @Test func `answers to the type's questions stand in the words`() throws {
    let (submission, mistakes) = try posted([
      "service_code": ["city_appearance"], "description": ["广场舞太吵"],
      "attribute[item_code]": ["noise"], "attribute[times][]": ["morning", "night"],
      "first_name": ["Ming"], "email": ["ming@example.org"],
    ])
    #expect(mistakes == [] && submission.item == "noise")
    #expect(submission.text == "广场舞太吵\n一天里什么时候：清早、夜里")
  }

  private static let wrong: [([String: String], String)] = [
    (["attribute[times][]": "noon"], "attribute[times]"),
    (["attribute[colour]": "red"], "attribute[colour]"),
    (["attribute[item_code]": "street_light"], "attribute[item_code]"),
    (["lat": "x"], "lat"), (["media_url": "ftp://a"], "media_url"),
  ]

  @Test(arguments: wrong)
  func `an answer that is none is named`(values: [String: String], field: String) throws {
    let form = values.merging(["service_code": "city_appearance"]) { $1 }.mapValues { [$0] }
    #expect(try posted(form).1.map(\.field) == [field])
  }

  @Test func `a required question has to be answered`() throws {
    var catalogue = ServiceCatalogue.shipped
    catalogue.questions["traffic"] = [
      ServiceQuestion(code: "blocked", answer: .number, isRequired: true)
    ]
    let asked = ["service_code": ["traffic"]]
    #expect(try posted(asked, catalogue: catalogue).1.map(\.field) == ["attribute[blocked]"])
    let two = asked.merging(["attribute[blocked]": ["2", "3"]]) { $1 }
    #expect(try posted(two, catalogue: catalogue).1.map(\.field) == ["attribute[blocked]"])
    let one = asked.merging(["attribute[blocked]": ["2.5"]]) { $1 }
    #expect(try posted(one, catalogue: catalogue).1 == [])
    #expect(throws: Problem(.notFound, "open311.no-service")) {
      try posted(["service_code": ["ufo"]])
    }
    #expect(throws: Problem.self) { try posted([:]) }
  }

  @Test func `refusals have the standard's codes`() throws {
    let words = try Words(WordFile.serviceRequests)
    for (kind, status) in [
      (Problem.Kind.signInNeeded, 403), (.forbidden, 403), (.notFound, 404), (.malformed, 400),
      (.invalid, 400), (.tooLarge, 400), (.unsupportedType, 400), (.keyReused, 400),
      (.notNow, 400), (.tooMany, 429), (.server, 500), (.unavailable, 503),
    ] {
      #expect(WireRefusal(Problem(kind), words: words, in: .english).status == status)
    }
    let two = Problem([
      FieldError("text", "mistake.nothing-said"), FieldError("point", "mistake.no-point"),
    ])
    let refusal = WireRefusal(two, words: words, in: .english)
    #expect(refusal.descriptions.map { String($0.prefix(5)) } == ["descr", "lat: "])
  }
}
