import Casework
import Contracts
import Hummingbird
import Kernel

extension StaffRoutes {
  typealias Again = @Sendable (Identifier<Case>, PostedAct) async throws -> Response

  /// One posted move; a refusal shows the page again with its sentence and what was typed.
  ///
  /// `name`: which one, where the address has no part of its own for it.
  func act(
    _ call: Call, _ name: String? = nil, back: String, _ again: Again
  ) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    let name = try name ?? call.parameter("move")
    guard let act = StaffForm.acts[name] else { throw Problem(.notFound) }
    let taken = try await photos.take(call, id, name)
    if taken.isRemoval {
      return try await again(
        id, PostedAct(name: name, form: call.form, problem: nil, photos: taken.ids))
    }
    let isByProgram = call.form.text("answer") == "json"
    var sentence = act.done
    do {
      if let problem = taken.problem { throw problem }
      let moved = try await make(call, id, name, taken.ids)
      if let untold = act.untold, !moved.tellsReporter, !(act.isTexted && moved.textsCaller) {
        sentence = untold
      }
      try await photos.release(taken, call, id, name)
      if isByProgram { return try call.json(Taken(version: moved.version)) }
    } catch {
      guard let problem = Self.shown(error) else { throw error }
      let posted = PostedAct(name: name, form: call.form, problem: problem, photos: taken.ids)
      return isByProgram ? try await told(posted, id, call) : try await again(id, posted)
    }
    let done = "done=" + (sentence.split(separator: ".").last.map(String.init) ?? name)
    let kept = QueueFilter.kept(try call.query())
    return call.redirect(back + id.rawValue + "?" + (kept.isEmpty ? done : kept + "&" + done))
  }

  /// What a phone hears that did it without network and sends it now.
  private struct Taken: Encodable { let version: Int }
  private struct Untaken: Encodable { let errors: [String] }

  /// The sentences that the page would show: who did what meanwhile, or what to change.
  private func told(
    _ posted: PostedAct, _ id: Identifier<Case>, _ call: Call
  ) async throws -> Response {
    let screen = try await screen(call)
    let dossier = try await actions.dossier(id, for: call.viewer)
    let errors = posted.told(by: dossier, screen).errors(call)
    return try call.json(
      Untaken(errors: errors?.list.map(\.text) ?? []), status: call.status(posted.problem))
  }

  private func make(
    _ call: Call, _ id: Identifier<Case>, _ name: String, _ photos: [String]
  ) async throws -> ServiceRequestActions.Moved {
    let plan = try await directory.plan()
    let form = StaffForm(form: call.form, photos: photos, plan: plan)
    let mistakes = form.mistakes(name, actions.engine.table(at: call.now).rules)
    guard mistakes.isEmpty else { throw Problem(mistakes) }
    let move = try form.move(name)
    let version = try call.expectedVersion()
    let key = call.command("requests.move:\(id)", "\(move)")
    if case .dispatch(let assignment) = move, let classCode = call.form.text("class_code") {
      guard ServiceCatalogue.classes.contains(classCode) else {
        throw Problem(field: "class_code", "problem.field-value")
      }
      return try await actions.dispatch(
        id, assignment, filedAs: classCode, expecting: version, by: call.viewer, key: key)
    }
    return try await actions.move(id, move, expecting: version, by: call.viewer, key: key)
  }

  /// What is told on the same page; nil for what is no answer to a form.
  static func shown(_ error: any Error) -> Problem? {
    let problem = (error as? Problem) ?? (error as? any ProblemConvertible)?.problem
    guard let problem, [.invalid, .notNow, .staleVersion].contains(problem.kind) else {
      return nil
    }
    return problem
  }

  /// The sentence after a move that was made, once.
  func flash(_ call: Call) throws -> Chrome.Flash? {
    guard let code = try call.query().text("done") else { return nil }
    let sentence = "done." + code
    let isKnown = StaffForm.acts.values.contains { [$0.done, $0.untold].contains(sentence) }
    guard isKnown || sentence == "done.split" else { return nil }
    return Chrome.Flash(.ok, call.words.text(sentence, in: call.language))
  }

  /// The page with its flash and, where a form was refused, the refusal's status.
  ///
  /// `notice`: what the reader has to know of the page, where nothing was done just now.
  func answer(
    _ call: Call, _ page: Page, _ posted: PostedAct?, _ errors: FormErrors? = nil,
    notice: String? = nil
  ) throws -> Response {
    let isCalm = posted == nil && errors == nil
    let flash = isCalm ? try flash(call) ?? notice.map { Chrome.Flash(.warn, $0) } : nil
    let status = posted == nil ? call.status(errors) : call.status(posted?.problem)
    return try call.page(page, status: status) { chrome in
      if let flash { chrome.flash = flash }
    }
  }
}
