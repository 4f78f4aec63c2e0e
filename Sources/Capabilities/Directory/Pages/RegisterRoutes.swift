import Hummingbird
import Kernel

/// Where an administrator keeps the registers.
struct RegisterRoutes: Sendable {
  let actions: RegisterActions
  let program: WorkbookProgram

  static let access: Access = .can(.administerDirectory)

  func register(on routes: Routes) {
    let access = Self.access
    routes.get("/directory/{register}", access) { try await list($0) }
    routes.get("/directory/{register}/export", access) { try await export($0) }
    routes.get("/directory/{register}/new", access) { try await entry($0, isNew: true, nil) }
    routes.post("/directory/{register}/new", access) { try await save($0, isNew: true) }
    routes.get("/directory/{register}/entries/{code}", access) { call in
      try await entry(call, isNew: false, nil)
    }
    routes.post("/directory/{register}/entries/{code}", access) { call in
      try await save(call, isNew: false)
    }
    routes.post("/directory/{register}/entries/{code}/end", access) { try await end($0) }
    registerImports(on: routes)
  }

  static func register(of call: Call) throws -> Register {
    guard let register = Register(rawValue: try call.parameter("register")) else {
      throw Problem(.notFound)
    }
    return register
  }

  static func say(_ call: Call) -> RegisterSay {
    RegisterSay(words: call.words, language: call.language, now: call.now)
  }

  private func list(_ call: Call) async throws -> Response {
    let register = try Self.register(of: call)
    let query = try call.query()
    let around = try await actions.surroundings()
    let screen = RegisterScreen(
      say: Self.say(call), around: around, today: CityTime.date(of: call.now))
    let view = screen.list(
      register, try await actions.all(register),
      search: String((query.text("q") ?? "").prefix(60)),
      showsEnded: query.text("show") == "ended")
    return try call.page(DirectoryPages.page(view))
  }

  /// Only what holds: the file is for keeping on with.
  private func export(_ call: Call) async throws -> Response {
    let register = try Self.register(of: call)
    let wanted = try call.query().text("format") ?? RegisterSheet.Format.xlsx.rawValue
    guard let format = RegisterSheet.Format(rawValue: wanted) else { throw Problem(.notFound) }
    let today = CityTime.date(of: call.now)
    let sheet = RegisterSheet(program: program, labels: ColumnLabels(words: call.words))
    let bytes = try await sheet.bytes(
      try await actions.all(register).filter { $0.holds(on: today) }, of: register, as: format,
      in: call.language)
    return call.download(
      bytes, type: format.type, name: "\(register.rawValue)-\(today).\(format.ending)")
  }

  func entry(
    _ call: Call, isNew: Bool, _ posted: EntryScreen.Posted?, _ problem: Problem? = nil
  ) async throws -> Response {
    let register = try Self.register(of: call)
    let opened =
      isNew ? nil : try await actions.open(register, try call.parameter("code"))
    let around: Surroundings
    if let opened { around = opened.around } else { around = try await actions.surroundings() }
    let screen = EntryScreen(
      say: Self.say(call), around: around, register: register, opened: opened,
      ground: call.platform.settings.map)
    let done = posted == nil ? try call.query().text("done") : nil
    let flash = done.flatMap { name in
      EntryChange.Deed(rawValue: name).map { deed in
        Chrome.Flash(.ok, call.words.text("directory.done." + deed.rawValue, in: call.language))
      }
    }
    return try call.page(DirectoryPages.page(screen.view(posted)), status: call.status(problem)) {
      if let flash { $0.flash = flash }
    }
  }

  private func save(_ call: Call, isNew: Bool) async throws -> Response {
    let register = try Self.register(of: call)
    var typed: [String: String] = [:]
    for column in register.columns { typed[column.key] = call.form.text(column.key) ?? "" }
    if !isNew { typed[register.codeKey] = try call.parameter("code") }
    let version = isNew ? 0 : call.form.number("version") ?? 0
    guard isNew || version > 0 else { throw Problem(.staleVersion) }
    let content = typed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .joined(separator: "\n")
    let confirmed = call.form.isOn("confirmed")
    let key = call.command(
      "directory.save:\(register.rawValue)", "\(version)\n\(confirmed)\n" + content)
    var posted = EntryScreen.Posted(typed: typed)
    do {
      let code = try await actions.save(
        register, typed, expecting: version, confirmed: confirmed, by: call.viewer, key: key)
      let deed: EntryChange.Deed = isNew ? .created : .changed
      return call.redirect(
        EntryScreen.path(Entry(register, code, [:])) + "?done=" + deed.rawValue)
    } catch let overlapping as RegisterActions.Overlapping {
      posted.overlaps = overlapping.overlaps
      let problem = Problem(field: "overlaps", "directory.overlaps")
      posted.errors = call.errors(problem)
      return try await entry(call, isNew: isNew, posted, problem)
    } catch let problem as Problem where problem.kind == .invalid {
      posted.errors = call.errors(problem)
      return try await entry(call, isNew: isNew, posted, problem)
    } catch let problem as Problem where problem.kind == .staleVersion {
      posted.isStale = true
      posted.errors = call.errors(try await stale(call, register))
      return try await entry(call, isNew: isNew, posted, problem)
    }
  }

  /// Who changed what while the form was filled in.
  private func stale(_ call: Call, _ register: Register) async throws -> Problem {
    let opened = try await actions.open(register, try call.parameter("code"))
    let say = Self.say(call)
    let last = opened.changes.first
    let fields = last?.after.differences(from: last?.before).map { say.field($0.key) } ?? []
    return Problem(
      field: register.columns.dropFirst().first?.key ?? "", "directory.stale",
      values: [
        "who": last.flatMap { opened.names[$0.actor] } ?? say.text("directory.operator"),
        "what": fields.joined(separator: say.text("directory.and")),
      ])
  }

  /// Ends a line on the day that was given; without one it holds again.
  private func end(_ call: Call) async throws -> Response {
    let register = try Self.register(of: call)
    let code = try call.parameter("code")
    let version = call.form.number("version") ?? 0
    let given = call.form.values["ended"]?.first?.readable
    let day = given.flatMap { LocalDate($0) }
    let key = call.command(
      "directory.end:\(register.rawValue):\(code)", "\(version)\n\(given ?? "")")
    var posted = EntryScreen.Posted(end: given)
    do {
      if given != nil, day == nil { throw Problem(field: "ended", "directory.wrong.day") }
      try await actions.end(
        register, code, on: day, expecting: version, by: call.viewer, key: key)
      let deed: EntryChange.Deed = given == nil ? .revived : .ended
      return call.redirect(
        EntryScreen.path(Entry(register, code, [:])) + "?done=" + deed.rawValue)
    } catch let problem as Problem where problem.kind == .invalid {
      posted.errors = call.errors(problem)
      return try await entry(call, isNew: false, posted, problem)
    } catch let problem as Problem where problem.kind == .staleVersion {
      posted.errors = call.errors(try await stale(call, register))
      return try await entry(call, isNew: false, posted, problem)
    }
  }
}
