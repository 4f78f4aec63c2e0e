import Hummingbird
import Kernel

/// Accounts, roles and limits, for the system and the security administrator.
struct AdminRoutes: Sendable {
  let desk: StaffDesk

  static let access = Access.canAny([.administerAccounts, .administerGrants])

  func register(on routes: Routes) {
    let access = Self.access
    routes.get("/admin/staff", access, list)
    routes.get("/admin/staff/new", .can(.administerAccounts)) {
      try form($0, StaffDesk.Draft(), errors: nil)
    }
    routes.post("/admin/staff", .can(.administerAccounts), add)
    routes.get("/admin/staff/{id}", access) { call in
      try await person(call, try call.id(), GiftForm(), errors: nil)
    }
    routes.post("/admin/staff/{id}/post", .can(.administerAccounts), rename)
    routes.post("/admin/staff/{id}/password", .can(.administerAccounts), resetPassword)
    routes.post("/admin/staff/{id}/sessions", .can(.administerAccounts), endSessions)
    routes.post("/admin/staff/{id}/suspension", .can(.administerAccounts), suspend)
    routes.post("/admin/staff/{id}/two-step", .can(.administerGrants), removeFactor)
    routes.post("/admin/staff/{id}/grants", .can(.administerGrants), give)
    routes.post("/admin/staff/{id}/grants/{grant}/end", .can(.administerGrants), take)
    PolicyRoutes(desk: desk).register(on: routes)
  }

  /// What the page before has done, by its code in the address.
  static func done(_ call: Call) throws -> String? {
    let deeds: Set<String> = [
      "ended", "suspended", "reopened", "two-step", "given", "taken", "limits", "role",
      "post",
    ]
    guard let deed = try call.query().text("done"), deeds.contains(deed) else { return nil }
    return call.words.text("admin.done." + deed, in: call.language)
  }

  @Sendable func list(_ call: Call) async throws -> Response {
    let search = String((try call.query().text("q") ?? "").trimmed.prefix(60))
    let lines = try await desk.everybody(for: call.viewer)
    let roles = try await desk.roles(for: call.viewer).map(\.role)
    let view = StaffListView(
      lines, roles, search: search, canAdd: call.viewer.can(.administerAccounts),
      done: try Self.done(call), call.words, call.language)
    return try call.page(AdminPages.page(view, call.words, call.language))
  }

  private func form(
    _ call: Call, _ draft: StaffDesk.Draft, errors: FormErrors?
  ) throws -> Response {
    let view = StaffNewView(draft, errors: errors, call.words, call.language)
    return try call.page(
      AdminPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func add(_ call: Call) async throws -> Response {
    let draft = StaffDesk.Draft(
      login: call.form.text("login") ?? "", name: call.form.text("name") ?? "",
      post: call.form.text("post") ?? "", postEnglish: call.form.text("post_en") ?? "",
      phone: call.form.text("phone") ?? "")
    do {
      let content = [draft.login, draft.name, draft.post, draft.postEnglish, draft.phone]
        .joined(separator: "\n")
      let handed = try await desk.add(
        draft, by: call.viewer, key: call.command("identity.add_staff", content))
      return try await tell(call, handed, isNew: true)
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try form(call, draft, errors: call.errors(problem))
    }
  }

  private func person(
    _ call: Call, _ id: Identifier<Person>, _ gift: GiftForm, post: Post? = nil,
    errors: FormErrors?
  ) async throws -> Response {
    let sheet = try await desk.sheet(of: id, for: call.viewer)
    let view = PersonView(
      sheet, for: call.viewer, gift: gift, post: post, done: try Self.done(call), errors: errors,
      now: call.now, call.words, call.language)
    return try call.page(
      AdminPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func rename(_ call: Call) async throws -> Response {
    let id: Identifier<Person> = try call.id()
    let post = Post(call.form.text("post") ?? "", english: call.form.text("post_en"))
    let content = [id.rawValue, post.chinese, post.english ?? ""].joined(separator: "\n")
    do {
      try await desk.setPost(
        post, of: id, by: call.viewer, key: call.command("identity.set_post", content))
      return call.redirect("/admin/staff/\(id)?done=post")
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await person(call, id, GiftForm(), post: post, errors: call.errors(problem))
    }
  }

  @Sendable func resetPassword(_ call: Call) async throws -> Response {
    let id: Identifier<Person> = try call.id()
    let handed = try await desk.resetPassword(
      of: id, by: call.viewer, key: call.command("identity.reset_password", id.rawValue))
    return try await tell(call, handed, isNew: false)
  }

  private func tell(_ call: Call, _ handed: StaffDesk.Handed, isNew: Bool) async throws -> Response
  {
    let sheet = try await desk.sheet(of: handed.person, for: call.viewer)
    let hours = try await desk.rules(for: call.viewer)[.temporaryHours]
    let view = HandedView(
      isNew: isNew, name: sheet.line.name, login: sheet.line.login, password: handed.password,
      hours: hours, path: "/admin/staff/\(handed.person)", call.words, call.language)
    return try call.page(AdminPages.page(view, call.words, call.language))
  }

  @Sendable func endSessions(_ call: Call) async throws -> Response {
    let id: Identifier<Person> = try call.id()
    _ = try await desk.endSessions(
      of: id, by: call.viewer, key: call.command("identity.end_sessions", id.rawValue))
    return call.redirect("/admin/staff/\(id)?done=ended")
  }

  @Sendable func suspend(_ call: Call) async throws -> Response {
    let id: Identifier<Person> = try call.id()
    let isSuspended = call.form.text("suspended") == "yes"
    let deed = isSuspended ? "suspended" : "reopened"
    try await desk.setSuspended(
      isSuspended, id, by: call.viewer,
      key: call.command("identity.suspend_account", id.rawValue + "\n" + deed))
    return call.redirect("/admin/staff/\(id)?done=" + deed)
  }

  @Sendable func removeFactor(_ call: Call) async throws -> Response {
    let id: Identifier<Person> = try call.id()
    try await desk.removeFactor(
      of: id, by: call.viewer, key: call.command("identity.reset_two_step", id.rawValue))
    return call.redirect("/admin/staff/\(id)?done=two-step")
  }

  @Sendable func give(_ call: Call) async throws -> Response {
    let id: Identifier<Person> = try call.id()
    let form = GiftForm(call.form)
    do {
      try await desk.give(
        try form.gift(), to: id, by: call.viewer,
        key: call.command("identity.give_role", id.rawValue + "\n" + form.content))
      return call.redirect("/admin/staff/\(id)?done=given")
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await person(call, id, form, errors: call.errors(problem))
    }
  }

  @Sendable func take(_ call: Call) async throws -> Response {
    let id: Identifier<Person> = try call.id()
    let grant: Identifier<RoleGrant> = try call.id("grant")
    try await desk.take(
      grant, from: id, by: call.viewer,
      key: call.command("identity.end_grant", id.rawValue + "\n" + grant.rawValue))
    return call.redirect("/admin/staff/\(id)?done=taken")
  }
}
