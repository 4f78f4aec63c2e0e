import Hummingbird
import Kernel

/// The sentences people are told: all of them, one with its preview, and a new wording.
struct TemplateRoutes: Sendable {
  let actions: TemplateActions

  func register(on routes: Routes) {
    let access = Access.can(.editTemplates)
    routes.get("/messages/templates", access, list)
    routes.get("/messages/templates/{code}", access) { call in
      try await edit(call, try template(call), typed: nil, problem: nil)
    }
    routes.post("/messages/templates/{code}", access, post)
  }

  private func template(_ call: Call) throws -> Message.Template {
    guard let template = Message.Template(rawValue: try call.parameter("code")) else {
      throw Problem(.notFound)
    }
    return template
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    let view = TemplatesView(
      try await actions.book(), actions.sentences, words: call.words, call.language, now: call.now)
    return try call.page(MessagesPages.page(view, call.words, call.language)) { chrome in
      if (try? call.query().text("done")) != nil {
        chrome.flash = Chrome.Flash(.ok, call.words.text("templates.done", in: call.language))
      }
    }
  }

  /// `save` keeps the wording, `preview` shows how it will look; neither loses what was typed.
  @Sendable private func post(_ call: Call) async throws -> Response {
    let template = try template(call)
    let typed = TemplateActions.Typed(
      chinese: call.form.text("chinese") ?? "", english: call.form.text("english") ?? "",
      validOn: call.form.text("valid_on") ?? "")
    do {
      guard call.form.text("act") == "save" else {
        _ = try actions.checked(typed, of: template, by: call.viewer)
        return try await edit(call, template, typed: typed, problem: nil)
      }
      try await actions.put(
        typed, of: template, by: call.viewer,
        key: call.command("notifications.template:\(template.rawValue)", "\(typed)"))
      return call.redirect("/messages/templates?done=1")
    } catch let problem as Problem where problem.kind == .invalid {
      return try await edit(call, template, typed: typed, problem: problem)
    }
  }

  private func edit(
    _ call: Call, _ template: Message.Template, typed: TemplateActions.Typed?, problem: Problem?
  ) async throws -> Response {
    let view = TemplateView(
      template, try await actions.book(), actions.sentences, typed: typed,
      errors: problem.flatMap { call.errors($0) }, words: call.words, call.language, now: call.now)
    return try call.page(
      MessagesPages.page(view, call.words, call.language), status: call.status(problem))
  }
}
