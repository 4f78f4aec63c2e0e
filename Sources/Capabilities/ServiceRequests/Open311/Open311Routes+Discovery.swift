import Kernel

extension Open311Routes {
  /// When what is served here last changed.
  static let changeset = "2026-11-27T14:00:00+08:00"

  /// Where to ask (GeoReport v2, "Service Discovery"); our own API stands beside the standard's.
  @Sendable func discovery(_ call: Call) throws -> Answer {
    let own = Routes.apiPrefix + "/openapi.json"
    let endpoints = [
      endpoint(
        "http://wiki.open311.org/GeoReport_v2", call.address("/open311/v2"),
        ["text/xml", "application/json"], call),
      endpoint(
        call.address(own), call.address(Routes.apiPrefix),
        ["application/json", "application/problem+json"], call),
    ]
    let contact = call.words.text(
      "open311.contact", ["site": call.site.name.text(in: call.language)], in: call.language)
    return Answer(
      root: "discovery",
      value: .object([
        .init("changeset", Self.changeset), .init("contact", contact),
        .init(
          "key_service",
          call.words.text(
            "open311.key-service", ["page": call.address("/developers")], in: call.language)),
        .init("endpoints", .list("endpoint", endpoints)),
      ]))
  }

  private func endpoint(
    _ specification: String, _ url: String, _ formats: [String], _ call: Call
  ) -> Wire {
    .object([
      .init("specification", specification), .init("url", url),
      .init("changeset", Self.changeset),
      .init("type", call.platform.settings.isDemo ? "test" : "production"),
      .init("jurisdiction_id", call.site.key),
      .init("formats", .list("format", formats.map(Wire.text))),
    ])
  }
}

extension Site.Name {
  fileprivate func text(in language: Language) -> String {
    language == .english ? english : chinese
  }
}
