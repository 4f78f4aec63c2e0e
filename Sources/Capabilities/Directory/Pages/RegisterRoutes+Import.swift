import Hummingbird
import Kernel

/// Files: chosen, checked, shown, confirmed.
extension RegisterRoutes {
  /// A file and the rest of its form.
  private static let maxBody = SheetReader.mostBytes + (1 << 20)

  func registerImports(on routes: Routes) {
    let access = Self.access
    routes.get("/directory/{register}/import", access) { try chosen($0, nil) }
    routes.post("/directory/{register}/import", access, maxBody: Self.maxBody) { call in
      try await stage(call)
    }
    routes.get("/directory/{register}/imports/{id}", access) { try await plan($0, nil) }
    routes.post("/directory/{register}/imports/{id}", access) { try await apply($0) }
  }

  private func chosen(_ call: Call, _ problem: Problem?) throws -> Response {
    let register = try Self.register(of: call)
    let say = Self.say(call)
    let view = ImportView(
      register: register.rawValue, back: say.register(register),
      heading: say.text("directory.import.title", ["register": say.register(register)]),
      columns: register.columns.map { column in
        ImportView.Column(
          label: say.field(column.key), hint: say.hint(column.key) ?? "",
          isRequired: column.isRequired)
      },
      formats: RegisterScreen.formats(register, say), errors: problem.flatMap(call.errors),
      isComplete: call.form.isOn("complete"))
    return try call.page(DirectoryPages.page(view), status: call.status(problem))
  }

  private func stage(_ call: Call) async throws -> Response {
    guard let upload = call.form.files.first(where: { $0.field == "file" }) else {
      return try chosen(call, Problem(field: "file", "directory.file.none"))
    }
    guard upload.isWhole, upload.size <= SheetReader.mostBytes else {
      return try chosen(call, SheetReader.Fault.tooLarge.problem)
    }
    let bytes = try upload.bytes()
    let labels = ColumnLabels(words: call.words)
    let table: ImportTable
    do {
      table = try ImportTable(
        try await SheetReader(program: program).records(of: bytes), labels: labels.known,
        choices: labels.choices)
    } catch let fault as SheetReader.Fault {
      return try chosen(call, fault.problem)
    } catch let fault as ImportTable.Fault {
      return try chosen(call, fault.problem { Self.say(call).field($0) })
    }
    let isComplete = call.form.isOn("complete")
    let hash = Hex.encode(SHA256.hash(String(decoding: bytes, as: UTF8.self)))
    let id = try await actions.stage(
      table, named: String(upload.name.readable.prefix(120)), isComplete: isComplete,
      by: call.viewer, key: call.command("directory.stage:file", "\(hash) \(isComplete)"))
    return call.redirect("/directory/\(table.register.rawValue)/imports/\(id)")
  }

  private func plan(_ call: Call, _ problem: Problem?) async throws -> Response {
    let register = try Self.register(of: call)
    let id = try call.id(of: ImportTable.self).rawValue
    let staged = try await actions.staged(id, for: call.viewer)
    guard staged.plan.register == register else { throw Problem(.notFound) }
    let screen = ImportScreen(say: Self.say(call), staged: staged)
    let view = screen.view(
      notice: problem.map {
        call.words.text($0.detail ?? $0.kind.title + ".detail", in: call.language)
      })
    return try call.page(DirectoryPages.page(view), status: call.status(problem))
  }

  private func apply(_ call: Call) async throws -> Response {
    let register = try Self.register(of: call)
    let id = try call.id(of: ImportTable.self).rawValue
    let fingerprint = call.form.text("fingerprint") ?? ""
    do {
      _ = try await actions.apply(
        id, fingerprint: fingerprint, by: call.viewer,
        key: call.command("directory.apply:" + id, fingerprint))
      return call.redirect("/directory/\(register.rawValue)/imports/\(id)")
    } catch let problem as Problem where problem.kind == .staleVersion {
      return try await plan(call, Problem(.staleVersion, "directory.plan.moved"))
    } catch let problem as Problem where problem.kind == .notNow {
      return call.redirect("/directory/\(register.rawValue)/imports/\(id)")
    }
  }
}
