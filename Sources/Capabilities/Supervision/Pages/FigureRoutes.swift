import Contracts
import Hummingbird
import Kernel

/// The running week, and the requests behind any figure.
struct FigureRoutes: Sendable {
  let actions: FigureActions

  func register(on routes: Routes) {
    routes.get("/supervision", .can(.readSupervision), overview)
    routes.get("/supervision/cases", .can(.readSupervision), cases)
  }

  @Sendable private func overview(_ call: Call) async throws -> Response {
    let say = try await FigureSay(call, actions.directory)
    let view = SupervisionView(
      try await actions.overview(for: call.viewer), canDecide: call.viewer.can(.decideFormula), say)
    return try call.page(SupervisionPages.page(view, call.words, call.language))
  }

  @Sendable private func cases(_ call: Call) async throws -> Response {
    let form = try call.query()
    let (query, span) = try CaseListReader.read(form, Reach(call.viewer, .readSupervision))
    let say = try await FigureSay(call, actions.directory)
    let found = try await actions.cases(query, span)
    let shown = found.prefix(query.limit)
    let base = Self.casePath(call)
    let back = CaseListReader.path(query, span)
    let view = CasesView(
      heading: Self.heading(query, say), note: Self.note(query, span, say),
      rows: shown.map { member in
        CasesView.Row(
          path: base + member.id,
          number: say.short(member.number),
          kind: say.kind(member.kind), place: say.area(member.area), unit: say.unit(member.unit),
          filed: Say.when(member.submittedAt, now: say.now, in: say.language),
          reason: member.excluded.map { say.text("sv.exclusion." + $0.rawValue) } ?? "")
      }, isEmpty: shown.isEmpty,
      older: found.count > query.limit ? shown.last.map { back + "&after=" + $0.id } : nil,
      first: query.after == nil ? nil : back)
    return try call.page(SupervisionPages.page(view, call.words, call.language))
  }

  /// The page on which the viewer reads cases; that one asks again whether they may.
  static func casePath(_ call: Call) -> String {
    let tabs = call.staffTabs
    if tabs.contains(.queue) { return "/console/cases/" }
    return tabs.contains(.callbacks) ? "/callbacks/" : "/cases/"
  }

  private static func heading(_ query: CaseListQuery, _ say: FigureSay) -> String {
    guard let but = query.but else { return say.measure(query.measure) }
    return say.text(
      "sv.but", ["measure": say.measure(query.measure), "but": say.measure(but)])
  }

  private static func note(
    _ query: CaseListQuery, _ span: FigureActions.Span, _ say: FigureSay
  ) -> String {
    let range =
      switch span {
      case .frozen(let week): say.text("sv.frozen-range", ["range": say.range(week)])
      case .days(let from, let to):
        Say.date(from, now: say.now, in: say.language) + " – "
          + Say.date(to, now: say.now, in: say.language)
      }
    return
      ([range] + Axis.allCases.compactMap { axis in query.codes[axis].map { say.name(axis, $0) } })
      .joined(separator: " · ")
  }
}

extension FigureSay {
  init(_ call: Call, _ directory: any CityDirectory) async throws {
    self.init(
      words: call.words, language: call.language, now: call.now, plan: try await directory.plan())
  }
}

/// A figure's list as its address names it.
enum CaseListReader {
  /// Throws `Problem(.invalid)` for what is no figure.
  static func read(
    _ form: Form, _ reach: Reach
  ) throws -> (CaseListQuery, FigureActions.Span) {
    guard let measure = form.text("measure").flatMap(Measure.init(rawValue:)) else {
      throw Problem(field: "measure", "problem.field-value")
    }
    var query = CaseListQuery(measure: measure, reach: reach)
    if let but = form.text("but") {
      guard let part = Measure(rawValue: but) else {
        throw Problem(field: "but", "problem.field-value")
      }
      query.but = part
    }
    for axis in [Axis.unit, .area, .classCode, .kind] {
      // What nobody leads has an empty code.
      if let code = form.values[axis.rawValue]?.first { query.codes[axis] = code.readable }
    }
    query.after = form.text("after")
    if let text = form.text("week") {
      guard let week = Week(text) else { throw Problem(field: "week", "problem.field-value") }
      return (query, .frozen(week))
    }
    guard let from = form.text("from").flatMap({ LocalDate($0) }),
      let to = form.text("to").flatMap({ LocalDate($0) }), from <= to,
      to.dayNumber - from.dayNumber <= 366
    else { throw Problem(field: "from", "problem.field-value") }
    return (query, .days(from, to))
  }

  static func path(_ query: CaseListQuery, _ span: FigureActions.Span) -> String {
    var path = ListPath.of(query.measure, but: query.but, span)
    for axis in Axis.allCases {
      if let code = query.codes[axis] { path += "&\(axis.rawValue)=" + URLEncoded.encode(code) }
    }
    return path
  }
}
