import Contracts
import Hummingbird
import Kernel

/// News of areas: what somebody asked for, one more, one less.
extension MessageRoutes {
  func near(
    _ alerts: [NeighbourActions.Alert], _ call: Call
  ) async throws -> TextSettingsView.Near? {
    let plan = try await neighbours.directory.plan()
    let areas = try await neighbours.areas()
    guard !areas.isEmpty else { return nil }
    func name(_ code: String) -> String {
      let name = plan.placeName(code, in: call.language)
      return name.isEmpty ? plan.area(code)?.name(in: call.language) ?? code : name
    }
    func type(_ code: String) -> String {
      call.words.text("service." + code, in: call.language)
    }
    return TextSettingsView.Near(
      alerts: alerts.map { alert in
        TextSettingsView.Near.Alert(
          area: alert.area, service: alert.service ?? "", place: name(alert.area),
          what: alert.service.map(type)
            ?? call.words.text(
              alert.isWide ? "neighbours.everything" : "neighbours.finds", in: call.language))
      },
      areas: areas.map { TextSettingsView.Near.Choice(code: $0.code, name: name($0.code)) },
      services: neighbours.requests.services.map {
        TextSettingsView.Near.Choice(code: $0, name: type($0))
      })
  }

  @Sendable func follow(_ call: Call) async throws -> Response {
    guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
    do {
      try await neighbours.follow(
        call.form.text("area") ?? "", about: call.form.text("service_code"), by: person)
      return call.redirect("/messages/settings?done=1")
    } catch let problem as Problem where problem.kind == .invalid {
      return try await settings(call, problem: problem)
    }
  }

  @Sendable func leave(_ call: Call) async throws -> Response {
    guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
    let alert = NeighbourActions.Alert(
      area: call.form.text("area") ?? "", service: call.form.text("service_code"))
    try await neighbours.leave(alert, by: person)
    return call.redirect("/messages/settings?done=1")
  }
}
