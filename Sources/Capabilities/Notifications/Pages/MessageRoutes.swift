import Contracts
import Hummingbird
import Kernel

/// A person's own messages in the browser.
struct MessageRoutes: Sendable {
  let box: any MessageBox

  static let shown = 50

  func register(on routes: Routes) {
    routes.get("/messages", .signedIn, list)
    routes.post("/messages/seen", .signedIn) { call in
      if let person = call.viewer.person { try await box.markRead(by: person) }
      return call.redirect("/messages")
    }
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
    let cards = try await box.messages(to: person, limit: Self.shown, in: call.language)
    let rows = cards.map { card in
      MessagesView.Row(
        path: Self.path(card.request, for: call.viewer), text: card.text,
        when: Say.when(card.at, now: call.now, in: call.language), isNew: !card.isRead)
    }
    let view = MessagesView(
      rows: rows,
      empty: rows.isEmpty
        ? MessagesView.Empty(text: call.words.text("messages.empty", in: call.language)) : nil,
      canMark: rows.contains(where: \.isNew))
    return try call.page(
      MessagesPages.page(view, call.words, call.language, forStaff: call.viewer.post != nil))
  }

  /// The case where this person works on it, or follows it.
  static func path(_ request: String?, for viewer: Viewer) -> String {
    guard let request else { return "/" }
    if desk.contains(where: viewer.can) { return "/desk/cases/" + request }
    return (viewer.post == nil ? "/cases/" : "/console/cases/") + request
  }

  /// Names that ServiceRequests declares; capabilities do not import each other.
  private static let desk = [
    Permission(rawValue: "service_requests.handle"),
    Permission(rawValue: "service_requests.patrol"),
  ]
}
