import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

/// Where an administrator keeps the limits by class: versions, files, one confirmation.
struct LimitRoutes: Sendable {
  /// Whoever keeps the directory: the lists name its units.
  static let access: Access = .can(Permission(rawValue: "directory.administer"))
  private static let mostBytes = 4 << 20

  let actions: ServiceRequestActions
  let directory: any CityDirectory
  var program = WorkbookProgram()

  func register(on routes: Routes) {
    let access = Self.access
    routes.get("/limits", access) { try await list($0, nil) }
    routes.get("/limits/export", access) { try await export($0) }
    routes.post("/limits", access, maxBody: Self.mostBytes + (1 << 20)) { try await stage($0) }
    routes.get("/limits/{id}", access) { try await check($0, nil) }
    routes.post("/limits/withdrawal", access) { try await withdraw($0) }
    routes.post("/limits/{id}/activation", access) { try await activate($0) }
  }

  private func keeping(_ call: Call) -> LimitActions {
    LimitActions(
      actions: actions, directory: directory, units: LimitSheet(words: call.words).units)
  }

  private func screen(_ call: Call) async throws -> LimitScreen {
    LimitScreen(
      screen: CaseScreen(call, try await directory.plan(), actions.catalogue),
      today: CityTime.date(of: call.now))
  }

  private func list(_ call: Call, _ problem: Problem?) async throws -> Response {
    let screen = try await screen(call)
    let versions = try await keeping(call).versions()
    let wanted = try call.query().text("from")
    let view = try screen.list(
      versions, showing: wanted, call.form, problem.flatMap(call.errors),
      notice: problem.flatMap { $0.fields.isEmpty ? screen.sentence($0) : nil })
    let isWithdrawn = try call.query().text("done") == "withdrawn" && problem == nil
    return try call.page(ServiceRequestsPages.page(view), status: call.status(problem)) { chrome in
      if isWithdrawn {
        chrome.flash = Chrome.Flash(
          .ok, call.words.text("limits.done-withdrawn", in: call.language))
      }
    }
  }

  /// One version as a file; without a day the one that holds today.
  private func export(_ call: Call) async throws -> Response {
    let query = try call.query()
    let book = try LimitTables.book(try await keeping(call).versions())
    let today = CityTime.date(of: call.now)
    let day = query.text("from") ?? book.table(on: today).from.description
    guard let table = book.tables.first(where: { $0.from.description == day }) else {
      throw Problem(.notFound)
    }
    let rows = LimitSheet(words: call.words).rows(table.classes, in: call.language)
    switch query.text("format") ?? "xlsx" {
    case "csv":
      let text = rows.map(CSV.line).joined()
      return call.download(
        [0xEF, 0xBB, 0xBF] + Array(text.utf8), type: "text/csv; charset=utf-8",
        name: "limits-\(table.from).csv")
    case "xlsx":
      do throws(WorkbookProgram.Fault) {
        return call.download(
          try await program.workbook(of: rows),
          type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          name: "limits-\(table.from).xlsx")
      } catch {
        throw Problem(.unavailable)
      }
    default: throw Problem(.notFound)
    }
  }

  private func stage(_ call: Call) async throws -> Response {
    do {
      guard let upload = call.form.files.first(where: { $0.field == "file" }), upload.size > 0
      else { throw Problem(field: "file", "limits.wrong.no-file") }
      guard upload.isWhole, upload.size <= Self.mostBytes else { throw LimitSheet.tooLarge }
      guard let from = call.form.text("from").flatMap({ LocalDate($0) }) else {
        throw Problem(field: "from", "limits.wrong.day")
      }
      let name = (call.form.text("name") ?? "").readable
      let bytes = try upload.bytes()
      let records = try await LimitSheet(words: call.words).records(of: bytes, program)
      let hash = Hex.encode(SHA256.hash(String(decoding: bytes, as: UTF8.self)))
      let id = try await keeping(call).stage(
        records, named: name, from: from, file: String(upload.name.readable.prefix(120)),
        by: call.viewer, key: call.command("limits:stage", "\(name)\n\(from)\n\(hash)"))
      return call.redirect("/limits/\(id)")
    } catch let problem as Problem where problem.kind == .invalid {
      return try await list(call, problem)
    }
  }

  private func check(_ call: Call, _ problem: Problem?) async throws -> Response {
    let id = try call.id(of: LimitTable.self).rawValue
    let staged = try await keeping(call).staged(id, for: call.viewer)
    let view = try await screen(call).check(staged, problem)
    return try call.page(ServiceRequestsPages.page(view), status: call.status(problem))
  }

  private func activate(_ call: Call) async throws -> Response {
    let id = try call.id(of: LimitTable.self).rawValue
    do {
      _ = try await keeping(call).activate(
        id, by: call.viewer, key: call.command("limits:activate:" + id, ""))
      return call.redirect("/limits/\(id)")
    } catch let problem as Problem where problem.kind == .invalid || problem.kind == .notNow {
      return try await check(call, problem)
    }
  }

  private func withdraw(_ call: Call) async throws -> Response {
    guard let day = call.form.text("from").flatMap({ LocalDate($0) }) else {
      return try await list(call, Problem(.notNow, "limits.begun"))
    }
    do {
      try await keeping(call).withdraw(
        call.form.text("name") ?? "", from: day, by: call.viewer,
        key: call.command("limits:withdraw:\(day)", call.form.text("name") ?? ""))
      return call.redirect("/limits?done=withdrawn")
    } catch let problem as Problem where problem.kind == .notNow {
      return try await list(call, problem)
    }
  }
}
