import HTTPTypes
import Hummingbird

/// What lets a phone keep the service on its first screen and open it without network.
struct InstallRoutes: Sendable {
  let platform: WebPlatform

  /// Pages without anything personal that every browser keeps.
  static let shell = ["/offline", "/report/offline"]
  static let shellAssets = ["linli.css", "linli.js", "offline.js", "mark.svg", "icon-192.png"]

  func register(on routes: Routes) {
    routes.get("/manifest.webmanifest", .everyone, manifest)
    routes.get("/service-worker.js", .everyone, worker)
    routes.get("/offline", .everyone) { call in
      try call.page(
        Page(
          "offline", Nothing(), title: call.words.text("offline.title", in: call.language),
          layout: .plain))
    }
  }

  private struct Nothing: Sendable {}

  @Sendable private func manifest(_ call: Call) throws -> Response {
    let language = try call.query().text("lang").flatMap(Language.init(rawValue:)) ?? .chinese
    let manifest = Manifest(
      call.site, words: call.words, in: language, assets: platform.renderer.assets)
    return Self.answer(try JSONText.encode(manifest), type: "application/manifest+json")
  }

  /// The worker's own words, then its code: with the code every name in them changes.
  @Sendable private func worker(_ call: Call) throws -> Response {
    let assets = platform.renderer.assets
    let terms = WorkerTerms(
      prefix: call.site.prefix, assets: Self.shellAssets.compactMap(assets.path),
      pages: Self.shell, icon: assets.path(of: "icon-192.png") ?? "")
    let code = assets.asset(named: "worker.js").map { String(decoding: $0.bytes, as: UTF8.self) }
    return Self.answer(
      "self.linli = \(try JSONText.encode(terms));\n" + (code ?? ""),
      type: "text/javascript; charset=utf-8")
  }

  /// Asked for anew each time: an old worker would keep an old shell.
  private static func answer(_ text: String, type: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  private struct WorkerTerms: Encodable {
    let prefix: String
    let assets: [String]
    let pages: [String]
    let icon: String
  }
}

/// The W3C application manifest of one site in one language.
private struct Manifest: Encodable {
  let id: String
  let name: String
  let short_name: String
  let lang: String
  let start_url: String
  let scope: String
  let display = "standalone"
  let background_color = "#F5F3EE"
  let theme_color = "#14655E"
  let icons: [Icon]
  let shortcuts: [Shortcut]

  struct Icon: Encodable {
    let src: String
    let sizes: String
    let type: String
    /// The mark stands well inside the round or square that a phone cuts out.
    let purpose = "any maskable"
  }

  struct Shortcut: Encodable {
    let name: String
    let url: String
  }

  init(_ site: Site, words: Words, in language: Language, assets: Assets) {
    let place = language == .chinese ? site.name.chinese : site.name.english
    id = site.prefix + "/"
    name = words.text("frame.name", in: language) + " · " + place
    short_name = words.text("frame.name", in: language)
    lang = language.tag
    start_url = site.prefix + "/"
    scope = site.prefix + "/"
    icons = [("icon-192.png", "192x192"), ("icon-512.png", "512x512")].compactMap { name, sizes in
      assets.path(of: name).map {
        Icon(src: site.prefix + $0, sizes: sizes, type: "image/png")
      }
    }
    shortcuts = [Tab.report, .mine].map {
      Shortcut(name: words.text($0.word, in: language), url: site.prefix + $0.path)
    }
  }
}
