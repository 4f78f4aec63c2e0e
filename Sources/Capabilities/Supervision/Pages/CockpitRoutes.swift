import Hummingbird
import Kernel

/// The screen on the wall.
struct CockpitRoutes: Sendable {
  let actions: FigureActions
  let ground: WallGround?

  func register(on routes: Routes) {
    routes.get("/cockpit", .can(.readSupervision)) { call in
      let wall = try await actions.cockpit(for: call.viewer)
      let say = try await FigureSay(call, actions.directory)
      let view = CockpitView(wall, ground: ground, casePath: FigureRoutes.casePath(call), say)
      return try call.page(SupervisionPages.page(view, call.words, call.language))
    }
  }
}
