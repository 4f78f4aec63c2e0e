import Casework
import Contracts
import Hummingbird
import Kernel

extension StaffRoutes {
  private static let fewRows = 4

  /// The case, and beside it a row for each matter and whose it is.
  func splitting(_ call: Call, _ posted: PostedAct?) async throws -> Response {
    let screen = try await screen(call)
    let dossier = try await actions.dossier(try call.id(), for: call.viewer)
    guard dossier.moves.contains(.split) else {
      if let posted { return try await queue(call, .selected(dossier.item.id, posted)) }
      return call.redirect(DeskCase.Place.console.rawValue + dossier.item.id.rawValue)
    }
    let query = try call.query()
    let kept = QueueFilter.kept(query)
    let isLong = query.text("rows") != nil || posted?.form.text("title5") != nil
    let typed = Typed(posted, in: "split")
    let acts = ConsoleActs(dossier, screen, actions.engine, nil)
    let view = SplitView(
      own: screen.deskCase(dossier, at: .console),
      rows: (1...(isLong ? CasePart.counts.upperBound : Self.fewRows)).map { number in
        SplitView.Row(
          number: number, name: screen.text("split.part", ["n": String(number)]),
          title: typed.said["title\(number)"] ?? "",
          units: acts.units("unit\(number)", typed), levels: acts.levels("unit\(number)", typed))
      },
      more: isLong
        ? nil
        : "/console/cases/\(dossier.item.id)/split?rows=10" + (kept.isEmpty ? "" : "&" + kept),
      keptQuery: kept.isEmpty ? "" : "?" + kept,
      errors: posted?.told(by: dossier, screen).errors(call))
    return try answer(
      call, ServiceRequestsPages.page(view, call.words, call.language), posted, view.errors)
  }

  func split(_ call: Call) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    do {
      let parts = try parts(of: call.form, try await directory.plan())
      let moved = try await actions.split(
        id, into: parts, expecting: try call.expectedVersion(), by: call.viewer,
        key: call.command("requests.move:\(id)", "\(parts)"))
      return call.redirect(DeskCase.Place.console.rawValue + moved.id + "?done=split")
    } catch {
      guard let problem = Self.shown(error) else { throw error }
      return try await splitting(
        call, PostedAct(name: "split", form: call.form, problem: problem))
    }
  }

  /// The rows that were filled in; half a row is a mistake.
  private func parts(of form: Form, _ plan: CityPlan) throws -> [CasePart] {
    var mistakes: [FieldError] = []
    let parts = try (1...CasePart.counts.upperBound).compactMap { number -> CasePart? in
      let title = form.text("title\(number)")
      let unit = form.text("unit\(number)")
      guard title != nil || unit != nil else { return nil }
      guard let title, title.count >= 4, let unit else {
        mistakes.append(
          title?.count ?? 0 < 4
            ? FieldError("title\(number)", "mistake.part-title")
            : FieldError("unit\(number)", "mistake.no-unit"))
        return nil
      }
      let row = StaffForm(form: Form(values: ["unit": [unit]]), photos: [], plan: plan)
      guard case .dispatch(let assignment) = try row.move("dispatch") else { return nil }
      return CasePart(title: title, assignment: assignment)
    }
    guard mistakes.isEmpty else { throw Problem(mistakes) }
    return parts
  }
}
