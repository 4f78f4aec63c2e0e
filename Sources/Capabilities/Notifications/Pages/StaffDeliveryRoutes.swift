import Hummingbird
import Kernel

/// What did not arrive, and how many did.
struct StaffDeliveryRoutes: Sendable {
  let actions: DeliveryActions

  static let shown = 50

  func register(on routes: Routes) {
    let access = Access.can(.resend)
    routes.get("/messages/deliveries", access, list)
    routes.post("/messages/deliveries/{id}/resend", access) { call in
      try admit(call)
      let id: Identifier<DeliveryStore.Attempt> = try call.id()
      try await actions.resend(
        id, by: call.viewer, key: call.command("notifications.resend:\(id)", ""))
      return call.redirect("/messages/deliveries?done=1")
    }
  }

  /// Deliveries have no place of their own, so only who works for the whole site sees them.
  private func admit(_ call: Call) throws {
    let isOfSite = call.viewer.scopes(for: .resend).contains { scope in
      switch scope {
      case .everything: true
      case .area(let prefix): call.site.region.hasPrefix(prefix)
      case .own, .unit, .one: false
      }
    }
    guard isOfSite else { throw Problem(.notFound) }
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    try admit(call)
    let query = try call.query()
    var after: MessageCursor?
    if let text = query.text("after") {
      guard let cursor = MessageCursor(text) else {
        throw Problem(field: "after", "problem.field-value")
      }
      after = cursor
    }
    let overview = try await actions.overview(after: after, limit: Self.shown)
    let view = DeliveriesView(
      overview, isFirst: after == nil, words: call.words, call.language, now: call.now)
    return try call.page(MessagesPages.page(view, call.words, call.language)) { chrome in
      if query.text("done") != nil {
        chrome.flash = Chrome.Flash(.ok, call.words.text("deliveries.done", in: call.language))
      }
    }
  }
}
