import Hummingbird

/// The kernel's own doors: health, metrics, assets, preferences, problem pages.
public struct KernelRoutes: Sendable {
  let platform: WebPlatform
  /// Text of all metrics in the Prometheus format.
  let metrics: @Sendable () async -> String
  /// False while the site cannot serve: migrations behind, no database, no room on the disk.
  let isReady: @Sendable () async -> Bool
  /// Folders served under `/vendor/`, such as Debian's Leaflet.
  let folders: StaticFolders

  public init(
    platform: WebPlatform, folders: StaticFolders,
    metrics: @escaping @Sendable () async -> String, isReady: @escaping @Sendable () async -> Bool
  ) {
    self.platform = platform
    self.folders = folders
    self.metrics = metrics
    self.isReady = isReady
  }

  public func register(on routes: Routes) {
    routes.get("/health/live", .everyone, rate: .watch) { call in call.plain("live\n") }
    routes.get("/health/ready", .everyone, rate: .watch) { call in
      await isReady()
        ? call.plain("ready\n") : call.plain("not ready\n", status: .serviceUnavailable)
    }
    routes.get("/metrics", .everyone) { call in
      // Figures of the whole process: for the machine itself and its trusted neighbours.
      guard call.isFromOperator else { throw Problem(.notFound) }
      return call.plain(await metrics())
    }
    routes.get("/assets/{name}", .everyone, asset)
    routes.get("/vendor/{folder}/{name}", .everyone) { call in
      try folders.answer(
        call, folder: try call.parameter("folder"), path: try call.parameter("name"))
    }
    routes.get("/vendor/{folder}/images/{name}", .everyone) { call in
      try folders.answer(
        call, folder: try call.parameter("folder"), path: "images/" + call.parameter("name"))
    }
    routes.get("/preferences", .everyone) { call in
      let staff = call.platform.tabs.contains {
        // Messages and such are everybody's who is signed in.
        $0.tab != .settings && $0.access != .signedIn && $0.access != .everyone
          && $0.access.admits(call.viewer)
      }
      let view = PreferencesView(
        call.preferences, roles: call.viewer.post(in: call.language).map { [$0] } ?? [],
        isStaff: staff,
        words: call.words)
      return try call.page(
        Page(
          "preferences", view, title: call.words.text("preferences.title", in: call.language),
          layout: staff ? .console : .resident, tab: staff ? .settings : .me))
    }
    routes.post("/preferences", .everyone, preferences)
    routes.get("/enter", .everyone, EntryRoute.enter)
    InstallRoutes(platform: platform).register(on: routes)
  }

  @Sendable private func asset(_ call: Call) throws -> Response {
    let name = try call.parameter("name")
    if let asset = platform.renderer.assets.asset(fileName: name) {
      return call.file(
        asset.bytes, type: asset.contentType, hash: asset.hash, isImmutable: true)
    }
    return try folders.answer(call, folder: "assets", path: name)
  }

  /// Keeps the wish in a cookie and with the account, and goes back to the page it was uttered on.
  @Sendable private func preferences(_ call: Call) async throws -> Response {
    var preferences = call.preferences
    for (field, values) in call.form.values {
      if let value = values.first { preferences.set(field, value) }
    }
    if let person = call.viewer.person {
      try await platform.keeper?.keep(preferences, of: person)
    }
    var response = call.redirect(OwnPath.safe(call.form.text("return_to")))
    call.setPreferences(&response, preferences)
    return response
  }
}

/// A path on this site that a form asked to come back to.
public enum OwnPath {
  /// The path if it can only lead to this site, else `/`.
  public static func safe(_ path: String?) -> String {
    guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), path.utf8.count <= 500,
      !path.contains("\\"), path.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return "/" }
    return path
  }
}
