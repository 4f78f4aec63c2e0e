import Casework
import Contracts
import Hummingbird
import Kernel

/// Several cases of the queue at once: each is one command with its own key and version, and the
/// answer says of each what became of it.
extension StaffRoutes {
  /// As many as a page of the queue holds.
  static let mostAtOnce = 50

  /// What may be done to several at once.
  enum BatchAct: String {
    case accept, dispatch, merge
  }

  /// One ticked row: "id.version".
  struct Ticked: Sendable {
    let id: Identifier<Case>
    let version: Int

    /// Nil for what no page has written.
    init?(_ text: String) {
      let parts = text.split(separator: ".")
      guard parts.count == 2, let version = Int(parts[1]), version > 0 else { return nil }
      id = Identifier(rawValue: String(parts[0]))
      self.version = version
    }

    static func all(in form: Form) -> [Ticked] {
      var seen: Set<Identifier<Case>> = []
      return form.all("case").compactMap(Ticked.init).filter { seen.insert($0.id).inserted }
    }
  }

  @Sendable func batch(_ call: Call) async throws -> Response {
    let ticked = Ticked.all(in: call.form)
    guard !ticked.isEmpty else { return try batchPage(call, "batch.heading.empty") }
    guard let act = call.form.text("act").flatMap(BatchAct.init(rawValue:)) else {
      throw Problem(.notFound)
    }
    // A hot spot is merged as it stands on its page.
    let most = act == .merge ? HotSpotStore.mostCases : Self.mostAtOnce
    guard ticked.count <= most else {
      return try batchPage(call, "batch.heading.many", ["n": String(most)])
    }
    let screen = try await screen(call)
    let items = try await actions.items(ticked.map(\.id), for: call.viewer)
    let known = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
    var lines: [BatchView.Line] = []
    for one in ticked {
      guard let item = known[one.id] else {
        lines.append(
          BatchView.Line(
            path: "/console", number: "", title: screen.text("batch.unseen"), isDone: false,
            said: ""))
        continue
      }
      lines.append(try await done(call, act, one, item, screen))
    }
    let done = lines.count { $0.isDone }
    let heading =
      done == lines.count
      ? call.words.text("batch.heading.done", count: done, in: call.language)
      : done == 0
        ? screen.text("batch.heading.none")
        : screen.text(
          "batch.heading.part", ["n": String(done), "m": String(lines.count - done)])
    return try batchPage(call, heading: heading, lines, isRefused: false)
  }

  private func done(
    _ call: Call, _ act: BatchAct, _ one: Ticked, _ item: CaseListItem, _ screen: CaseScreen
  ) async throws -> BatchView.Line {
    var (isDone, said) = (true, "")
    do {
      said = try await make(call, act, one, item, screen)
    } catch {
      // What is no answer to the act is nobody's to read here: the whole is sent again, and what
      // was done stays done by its key.
      guard let problem = (error as? Problem) ?? (error as? any ProblemConvertible)?.problem,
        [.invalid, .notNow, .staleVersion, .forbidden, .notFound, .keyReused].contains(problem.kind)
      else { throw error }
      (isDone, said) = (false, why(problem, call))
    }
    return BatchView.Line(
      path: "/console/cases/\(item.id)", number: screen.shortNo(item.no),
      title: screen.title(item.title, item.excerpt, service: item.service, item: item.item),
      isDone: isDone, said: said)
  }

  private func make(
    _ call: Call, _ act: BatchAct, _ one: Ticked, _ item: CaseListItem, _ screen: CaseScreen
  ) async throws -> String {
    let part = "\(act.rawValue)-\(one.id)"
    switch act {
    case .accept:
      _ = try await actions.move(
        one.id, .accept, expecting: one.version, by: call.viewer,
        key: call.command("requests.move:\(one.id)", "\(CaseMove.accept)", part: part))
      return screen.text("batch.done.accept")
    case .merge:
      // Many reports of one shared problem, from its hot spot.
      guard let into = call.form.text("into") else { throw Problem(.notFound) }
      let move = CaseMove.merge(into: Identifier(rawValue: into))
      _ = try await actions.move(
        one.id, move, expecting: one.version, by: call.viewer,
        key: call.command("requests.move:\(one.id)", "\(move)", part: part))
      return screen.text("batch.done.merge")
    case .dispatch:
      let chosen = call.form.text("unit")
      let suggested = screen.plan.suggestions(
        for: CityPlan.Matter(item), filed: item.submittedAt, at: screen.now, actions.engine
      ).first
      guard let unit = chosen ?? suggested?.unit.code else {
        throw Problem(.notNow, "batch.no-suggestion")
      }
      let form = StaffForm(
        form: Form(values: [
          "unit": [unit], "co_units": chosen == nil ? suggested?.rule?.coUnits ?? [] : [],
        ]), photos: [], plan: screen.plan)
      guard case .dispatch(let assignment) = try form.move("dispatch") else {
        throw Problem(.notFound)
      }
      _ = try await actions.sendOut(
        one.id, assignment, expecting: one.version, by: call.viewer,
        key: call.command("requests.send_out:\(one.id)", "\(assignment)", part: part))
      return screen.text("batch.done.dispatch", ["who": screen.unitName(unit)])
    }
  }

  /// The refusal's own sentence, as its form would say it.
  private func why(_ problem: Problem, _ call: Call) -> String {
    if let field = problem.fields.first {
      return call.words.text(field.message, field.values, in: call.language)
    }
    return call.words.text(
      problem.detail ?? problem.kind.title + ".detail", problem.values, in: call.language)
  }

  private func batchPage(
    _ call: Call, _ sentence: String, _ values: [String: String] = [:]
  ) throws -> Response {
    try batchPage(
      call, heading: call.words.text(sentence, values, in: call.language), [], isRefused: true)
  }

  private func batchPage(
    _ call: Call, heading: String, _ lines: [BatchView.Line], isRefused: Bool
  ) throws -> Response {
    let kept = QueueFilter.kept(try call.query())
    var back = "/console" + (kept.isEmpty ? "" : "?" + kept)
    if call.form.text("act") == BatchAct.merge.rawValue, let into = call.form.text("into") {
      back = "/console/cases/" + URLEncoded.encode(into)
    }
    let view = BatchView(heading: heading, lines: lines, back: back)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language),
      status: isRefused ? .unprocessableContent : .ok)
  }
}
