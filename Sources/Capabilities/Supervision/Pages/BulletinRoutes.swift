import Contracts
import Hummingbird
import Kernel

/// Bulletins as everybody reads them, on paper and as tables.
struct BulletinRoutes: Sendable {
  let figures: FigureActions
  var workbooks = WorkbookProgram()
  var paper = PaperProgram()

  func register(on routes: Routes) {
    routes.get("/bulletins", .everyone, list)
    routes.get("/bulletins/{week}", .everyone, sheet)
    routes.get("/bulletins/{week}/figures.csv", .everyone, csv)
    routes.get("/bulletins/{week}/figures.xlsx", .everyone, workbook)
    routes.get("/bulletins/{week}/sheet.pdf", .everyone, rate: .lookUp, pdf)
    routes.get("/supervision/weeks/{week}/check", .can(.readSupervision), check)
  }

  private func week(_ call: Call) throws -> Week {
    guard let week = Week(try call.parameter("week")) else { throw Problem(.notFound) }
    return week
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    var before: LocalDate?
    if let text = try call.query().text("before") {
      guard let week = Week(text) else { throw Problem(field: "before", "problem.field-value") }
      before = week.monday
    }
    let say = try await FigureSay(call, figures.directory)
    let view = BulletinsView(
      try await figures.bulletins(before: before), shown: FigureActions.shown, say)
    return try call.page(SupervisionPages.page(view, call.words, call.language))
  }

  private func page(_ call: Call) async throws -> Page {
    let whole = try await figures.published(try week(call), for: call.viewer)
    let say = try await FigureSay(call, figures.directory)
    let host = call.request.head.authority ?? "localhost"
    let view = SheetView(
      whole, link: "https://\(host)" + call.site.link("/bulletins/\(whole.frozen.week)"),
      canRead: call.viewer.can(.readSupervision), hasPaper: paper.isInstalled, say)
    return SupervisionPages.page(view, call.words, call.language)
  }

  @Sendable private func sheet(_ call: Call) async throws -> Response {
    try call.page(try await page(call))
  }

  @Sendable private func pdf(_ call: Call) async throws -> Response {
    let week = try week(call)
    let html = try call.paper(try await page(call))
    do {
      let bytes = try await paper.pdf(of: html)
      return call.download(bytes, type: "application/pdf", name: "bulletin-\(week).pdf")
    } catch {
      throw Problem(.unavailable, Self.words(error))
    }
  }

  private static func words(_ fault: PaperProgram.Fault) -> String {
    switch fault {
    case .missing: "sv.pdf.missing"
    case .busy: "sv.pdf.busy"
    case .tookTooLong, .failed: "sv.pdf.failed"
    }
  }

  private func rows(_ call: Call) async throws -> [[String]] {
    let whole = try await figures.published(try week(call), for: call.viewer)
    let say = try await FigureSay(call, figures.directory)
    return BulletinTable.rows(whole.frozen) { axis, code in
      axis == .all ? say.text("sv.all") : say.name(axis, code)
    }
  }

  @Sendable private func csv(_ call: Call) async throws -> Response {
    let text = "\u{FEFF}" + (try await rows(call)).map(CSV.line).joined()
    return call.download(
      Array(text.utf8), type: "text/csv; charset=utf-8",
      name: "bulletin-\(try week(call)).csv")
  }

  @Sendable private func workbook(_ call: Call) async throws -> Response {
    let rows = try await rows(call)
    let bytes: [UInt8]
    do {
      bytes = try await workbooks.workbook(of: rows)
    } catch {
      throw Problem(.unavailable, "sv.workbook.failed")
    }
    return call.download(
      bytes, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      name: "bulletin-\(try week(call)).xlsx")
  }

  /// Counts the week again from its list, beside what was frozen.
  @Sendable private func check(_ call: Call) async throws -> Response {
    let week = try week(call)
    let say = try await FigureSay(call, figures.directory)
    let (frozen, again, isSame) = try await figures.recounted(week)
    let view = CheckView(frozen, again, isSame: isSame, say)
    return try call.page(SupervisionPages.page(view, call.words, call.language))
  }
}
