import Casework
import Contracts
import Hummingbird
import Kernel

/// The console, the handler's desk and the call-backs.
struct StaffRoutes: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory
  let intake: PhotoIntake

  static let console: Access = .canAny([.dispatchRequests, .approveRequests])
  static let desk: Access = .canAny([.handleRequests, .patrolRequests])

  func register(on routes: Routes) {
    routes.get("/work", .canAny(ServiceRequestRoutes.desk), start)
    routes.get("/console", Self.console) { try await queue($0, selected: nil) }
    routes.get("/console/cases/{id}", Self.console) { call in
      try await queue(call, selected: try call.id())
    }
    routes.post("/console/cases/{id}/{move}", Self.console) { call in
      try await act(call, back: "/console/cases/") { id, errors in
        try await queue(call, selected: id, errors: errors)
      }
    }
    routes.get("/desk", Self.desk, deskList)
    routes.get("/desk/cases/{id}", Self.desk) { call in
      try await deskCase(call, try call.id(), errors: nil)
    }
    routes.post("/desk/cases/{id}/{move}", Self.desk, maxBody: ReportRoutes.maxBody) { call in
      try await act(call, back: "/desk/cases/") { id, errors in
        try await deskCase(call, id, errors: errors)
      }
    }
    routes.get("/callbacks", .can(.superviseRequests), callbacks)
    routes.get("/callbacks/{id}", .can(.superviseRequests)) { call in
      try await callback(call, try call.id(), errors: nil)
    }
    routes.post("/callbacks/{id}/{move}", .can(.superviseRequests)) { call in
      try await act(call, back: "/callbacks/") { id, errors in
        try await callback(call, id, errors: errors)
      }
    }
  }

  func screen(_ call: Call) async throws -> CaseScreen {
    CaseScreen(call, try await directory.plan(), actions.catalogue)
  }

  /// Where a member of staff begins the day.
  @Sendable func start(_ call: Call) -> Response {
    if Self.console.admits(call.viewer) { return call.redirect("/console") }
    if Self.desk.admits(call.viewer) { return call.redirect("/desk") }
    return call.redirect(call.viewer.can(.superviseRequests) ? "/callbacks" : "/")
  }

  /// One posted move; a refusal shows the page again with its sentence.
  private func act(
    _ call: Call, back: String,
    _ again: (Identifier<Case>, FormErrors?) async throws -> Response
  ) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    let (photos, mistakes) = try await intake.take(
      call.form.files.filter { $0.field == "photos" }, after: 0)
    if let errors = call.errors(Problem(mistakes)) { return try await again(id, errors) }
    let move = try StaffForm(call, photos: photos).move(try call.parameter("move"))
    do {
      let version = call.form.number("version").map(Int.init)
      let key = call.command("requests.move:\(id)", "\(move)")
      if case .dispatch(let assignment) = move, let classCode = call.form.text("class_code") {
        _ = try await actions.dispatch(
          id, assignment, filedAs: classCode, expecting: version, by: call.viewer, key: key)
      } else {
        _ = try await actions.move(id, move, expecting: version, by: call.viewer, key: key)
      }
      return call.redirect(back + id.rawValue)
    } catch let refusal as CaseRefusal {
      let fields = refusal.problem.fields
      let shown =
        fields.isEmpty
        ? [FieldError("act", refusal.problem.detail ?? "problem.not-now.detail")] : fields
      return try await again(id, call.errors(Problem(shown)))
    }
  }
}
