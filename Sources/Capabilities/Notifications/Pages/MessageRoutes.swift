import Civics
import Contracts
import Hummingbird
import Kernel

/// A person's own messages in the browser, and which of them come as texts too.
struct MessageRoutes: Sendable {
  let actions: MessageActions
  let addresses: AddressActions
  let pushes: PushActions
  let neighbours: NeighbourActions

  static let shown = 30

  func register(on routes: Routes) {
    routes.get("/messages", .signedIn, list)
    routes.post("/messages/seen", .signedIn) { call in
      if let person = call.viewer.person { try await actions.markRead(by: person) }
      return call.redirect("/messages")
    }
    routes.post("/messages/{id}/acknowledgement", .signedIn) { call in
      guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
      try await actions.acknowledge(try call.id(), by: person)
      return call.redirect("/messages")
    }
    routes.get("/messages/settings", .signedIn) { try await settings($0) }
    routes.post("/messages/settings/mail", .signedIn, rate: .code, giveMail)
    routes.post("/messages/settings/mail/code", .signedIn, rate: .signIn, confirmMail)
    routes.post("/messages/settings/mail/removal", .signedIn) { call in
      guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
      try await addresses.remove(of: person)
      return call.redirect("/messages/settings?done=1")
    }
    routes.post("/messages/settings", .signedIn, change)
    routes.post("/messages/settings/neighbourhood", .signedIn, follow)
    routes.post("/messages/settings/neighbourhood/removal", .signedIn, leave)
    routes.post("/messages/{id}/silence", .signedIn) { call in
      guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
      try await neighbours.end(try call.id(), by: person)
      return call.redirect("/messages/settings?done=1")
    }
    routes.post("/messages/settings/push", .signedIn, rate: .signIn, addBrowser)
    routes.post("/messages/settings/push/{id}/removal", .signedIn) { call in
      guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
      do { try await pushes.remove(try call.id(), of: person) } catch let problem as Problem
        where problem.kind == .notFound
      {
        // Pressed twice: what is gone is what was wanted.
      }
      return call.redirect("/messages/settings?done=1")
    }
  }

  @Sendable private func addBrowser(_ call: Call) async throws -> Response {
    guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
    let form = call.form
    let subscription = PushSubscription(
      endpoint: form.text("endpoint") ?? "", p256dh: form.text("p256dh") ?? "",
      auth: form.text("auth") ?? "")
    do {
      try await pushes.add(subscription, call.language, of: person)
      return call.redirect("/messages/settings?done=1")
    } catch let problem as Problem where problem.kind == .invalid {
      return try await settings(call, problem: problem)
    }
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
    let query = try call.query()
    let isNewOnly = query.text("show") == "new"
    var after: MessageCursor?
    if let text = query.text("after") {
      guard let cursor = MessageCursor(text) else {
        throw Problem(field: "after", "problem.field-value")
      }
      after = cursor
    }
    let page = try await actions.page(
      to: person, after: after, unreadOnly: isNewOnly, limit: Self.shown, in: call.language)
    let view = MessagesView(page, isNewOnly: isNewOnly, isFirst: after == nil, call)
    return try call.page(
      MessagesPages.page(view, call.words, call.language, forStaff: call.viewer.post != nil))
  }

  /// `typed`: an address that is no address, shown again with its error.
  func settings(
    _ call: Call, problem: Problem? = nil, typed: String = "", code: String? = nil
  ) async throws -> Response {
    guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
    let choices = try await neighbours.choices(of: person)
    let mail = MailView(
      try await addresses.stand(of: person), isOffered: addresses.isOffered, typed: typed,
      demoCode: call.isDemo ? code : nil)
    let view = TextSettingsView(
      choices.optOuts, mail,
      try await pushes.stand(of: person).map { PushView($0, call.words, call.language, call.now) },
      problem.flatMap { call.errors($0) }, call.words, call.language,
      near: try await near(choices.alerts, call))
    let done = try call.query().text("done") != nil
    return try call.page(
      MessagesPages.page(view, call.words, call.language, forStaff: call.viewer.post != nil),
      status: call.status(problem)
    ) { chrome in
      if done {
        chrome.flash = Chrome.Flash(
          .ok, call.words.text("messages.settings.done", in: call.language))
      }
    }
  }

  @Sendable private func giveMail(_ call: Call) async throws -> Response {
    guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
    let typed = call.form.text("mail") ?? ""
    do {
      let code = try await addresses.ask(typed, of: person, in: call.language)
      guard call.isDemo else { return call.redirect("/messages/settings") }
      return try await settings(call, code: code)
    } catch let problem as Problem where problem.kind == .invalid {
      return try await settings(call, problem: problem, typed: typed)
    }
  }

  @Sendable private func confirmMail(_ call: Call) async throws -> Response {
    guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
    do {
      try await addresses.confirm(call.form.text("code") ?? "", of: person)
      return call.redirect("/messages/settings?done=1")
    } catch let problem as Problem where problem.kind == .invalid {
      return try await settings(call, problem: problem)
    }
  }

  @Sendable private func change(_ call: Call) async throws -> Response {
    guard let person = call.viewer.person else { throw Problem(.signInNeeded) }
    guard let kind = call.form.text("kind").flatMap(Message.Kind.init(rawValue:)) else {
      throw Problem(field: "kind", "problem.field-value")
    }
    try await actions.setOptOut(call.form.text("texts") == "no", kind, of: person)
    return call.redirect("/messages/settings?done=1")
  }

  /// The case where this person works on it, or follows it.
  static func path(_ request: String?, for viewer: Viewer) -> String {
    guard let request else { return "/" }
    if desk.contains(where: viewer.can) { return "/desk/cases/" + request }
    if viewer.can(supervise) { return "/callbacks/" + request }
    return (viewer.post == nil ? "/cases/" : "/console/cases/") + request
  }

  /// Names that ServiceRequests declares; capabilities do not import each other.
  private static let desk = [
    Permission(rawValue: "service_requests.handle"),
    Permission(rawValue: "service_requests.patrol"),
  ]
  private static let supervise = Permission(rawValue: "service_requests.supervise")
}
