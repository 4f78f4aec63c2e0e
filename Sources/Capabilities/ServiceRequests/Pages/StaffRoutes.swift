import Casework
import Contracts
import Hummingbird
import Kernel

/// The console, the handler's desk and the call-backs.
struct StaffRoutes: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory
  let photos: FormPhotos

  static let console: Access = .canAny([.dispatchRequests, .approveRequests])
  static let desk: Access = .canAny([.handleRequests, .patrolRequests])
  static let callbacks: Access = .can(.superviseRequests)

  func register(on routes: Routes) {
    routes.get("/work", .signedIn, start)
    registerConsole(on: routes)
    registerDesk(on: routes)
    registerCallbacks(on: routes)
  }

  private func registerConsole(on routes: Routes) {
    let access = Self.console
    routes.get("/console", access) { try await queue($0, .none) }
    routes.get("/console/filter", access) { try await queue($0, .filter) }
    routes.get("/console/moves", access, moves)
    routes.get("/console/print", access, ledger)
    routes.post("/console/batch", .can(.dispatchRequests), batch)
    routes.post("/console/export", access, export)
    routes.get("/console/cases/{id}", access) { call in
      try await queue(call, .selected(try call.id(), nil))
    }
    routes.get("/console/cases/{id}/merge", access) { try await merging($0, nil) }
    // Its page has the same path, which would take the posted form away from the moves below.
    routes.post("/console/cases/{id}/merge", access) { call in
      try await act(call, "merge", back: DeskCase.Place.console.rawValue) { _, posted in
        try await merging(call, posted)
      }
    }
    routes.get("/console/cases/{id}/split", .can(.dispatchRequests)) { call in
      try await splitting(call, nil)
    }
    routes.post("/console/cases/{id}/split", .can(.dispatchRequests)) { try await split($0) }
    routes.post("/console/cases/{id}/contact-number", access) { call in
      try await revealed(call) { try await queue(call, .selected($0, nil, phone: $1)) }
    }
    routes.post("/console/cases/{id}/{move}", access) { call in
      try await act(call, back: DeskCase.Place.console.rawValue) { id, posted in
        try await queue(call, .selected(id, posted))
      }
    }
  }

  private func registerDesk(on routes: Routes) {
    let access = Self.desk
    routes.get("/desk", access, deskList)
    routes.post("/desk/export", access, exportDesk)
    // Where the address of the page that a place was told to leads by itself.
    routes.get("/desk/walk", .can(.patrolRequests)) { try await walk($0, from: nil) }
    routes.post("/desk/walk", .can(.patrolRequests), walkFrom)
    routes.get("/desk/cases/{id}", access) { call in
      try await deskCase(call, try call.id(), nil)
    }
    routes.post("/desk/cases/{id}/contact-number", access) { call in
      try await revealed(call) { try await deskCase(call, $0, nil, phone: $1) }
    }
    routes.post("/desk/cases/{id}/{move}", access, maxBody: ReportRoutes.maxBody) { call in
      try await act(call, back: DeskCase.Place.desk.rawValue) { id, posted in
        try await deskCase(call, id, posted)
      }
    }
  }

  private func registerCallbacks(on routes: Routes) {
    let access = Self.callbacks
    routes.get("/callbacks", access, callbackList)
    routes.get("/callbacks/{id}", access) { call in
      try await callback(call, try call.id(), nil)
    }
    routes.post("/callbacks/{id}/contact-number", access) { call in
      try await revealed(call) { try await callback(call, $0, nil, phone: $1) }
    }
    routes.post("/callbacks/{id}/{move}", access) { call in
      try await act(call, back: DeskCase.Place.callbacks.rawValue) { id, posted in
        try await callback(call, id, posted)
      }
    }
  }

  func screen(_ call: Call) async throws -> CaseScreen {
    CaseScreen(call, try await directory.plan(), actions.catalogue)
  }

  /// The same page with the reporter's number on it; the look is in the audit.
  private func revealed(
    _ call: Call, _ page: @Sendable (Identifier<Case>, String) async throws -> Response
  ) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    return try await page(id, try await actions.revealContact(id, by: call.viewer))
  }

  /// Where a member of staff begins the day.
  @Sendable func start(_ call: Call) -> Response {
    if Self.console.admits(call.viewer) { return call.redirect("/console") }
    if Self.desk.admits(call.viewer) { return call.redirect("/desk") }
    if Self.callbacks.admits(call.viewer) { return call.redirect("/callbacks") }
    // Those who look after accounts, rights or the audit see no case, and have a page of their own.
    if let own = call.staffTabs.first(where: { $0 != .messages && $0 != .settings }) {
      return call.redirect(own.path)
    }
    return call.redirect(call.viewer.post == nil ? "/" : "/messages")
  }
}
