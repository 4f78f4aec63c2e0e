import Casework
import Hummingbird
import Kernel

/// What an author puts right or takes back of their own report.
extension ResidentRoutes {
  func registerOwn(on routes: Routes) {
    routes.post("/cases/{id}/own-words", .signedIn, amend)
    routes.post("/cases/{id}/retraction", .signedIn, retract)
  }

  @Sendable private func amend(_ call: Call) async throws -> Response {
    let words = call.form.text("text") ?? ""
    return try await change(call, "own-words", words) { id, version, key in
      try await actions.amend(id, words, expecting: version, by: call.viewer, key: key)
    }
  }

  @Sendable private func retract(_ call: Call) async throws -> Response {
    let what = call.form.text("what").flatMap(CaseEngine.Retraction.init(rawValue:))
    return try await change(call, "retraction", what?.rawValue ?? "") { id, version, key in
      // Said to those who see the case; to others it is missing, whatever they send.
      guard let what else { throw Problem(field: "what", "problem.field-value") }
      return try await actions.retract(
        what, of: id, expecting: version, by: call.viewer, key: key)
    }
  }

  private func change(
    _ call: Call, _ name: String, _ content: String,
    _ deed: (Identifier<Case>, Int?, CommandKey?) async throws -> ServiceRequestActions.Moved
  ) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    do {
      _ = try await deed(
        id, try call.expectedVersion(), call.command("requests.\(name):\(id)", content))
      return call.redirect("/cases/\(id)?done=" + name)
    } catch {
      guard let problem = StaffRoutes.shown(error) else { throw error }
      return try await refused(call, name, problem)
    }
  }
}

extension CaseScreen {
  /// Nil for whoever is not the author, and where nothing is left to change.
  func own(_ dossier: CaseDossier, _ posted: PostedAct?) -> CaseView.Own? {
    let item = dossier.item
    guard dossier.roles.contains(.reporter), !item.isImported else { return nil }
    let typed = Typed(posted, in: "own-words")
    let own = CaseView.Own(
      words: item.state == .submitted ? typed.said["text"] ?? item.body : nil,
      isOpen: typed.isOpen, sharing: item.confidentiality == .open,
      name: !item.reporter.isAnonymous && !item.reporter.hidesFromHandler,
      number: item.reporter.contactMasked)
    return own.words == nil && !own.sharing && !own.name && own.number == nil ? nil : own
  }
}
