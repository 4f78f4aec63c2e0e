/// The files behind `/assets/`, by their name and by the address browsers ask for.
public struct Assets: Sendable {
  private let byName: [String: Asset]
  private let byFileName: [String: Asset]

  public init(_ assets: [Asset]) {
    byName = Dictionary(assets.map { ($0.name, $0) }) { _, last in last }
    byFileName = Dictionary(assets.map { ($0.fileName, $0) }) { _, last in last }
  }

  /// The asset at `/assets/fileName`; nil for an unknown name or an old hash.
  public func asset(fileName: String) -> Asset? { byFileName[fileName] }

  public func asset(named name: String) -> Asset? { byName[name] }

  /// Path below the site's prefix: `/assets/linli-0123456789abcdef.css`.
  public func path(of name: String) -> String? { byName[name].map { "/assets/" + $0.fileName } }

  public var all: [Asset] { byName.values.sorted { $0.name < $1.name } }
}

extension Assets {
  /// The binary's own: one style sheet for everybody, one more for desk work, two scripts, the mark.
  public static let embedded = Assets(
    assembled {
      switch $0 {
      case "tokens.css": PackageResources.tokens_css
      case "dark.css": PackageResources.dark_css
      case "components.css": PackageResources.components_css
      case "resident.css": PackageResources.resident_css
      case "console.css": PackageResources.console_css
      case "map.css": PackageResources.map_css
      case "sheets.css": PackageResources.sheets_css
      case "linli.js": PackageResources.linli_js
      case "console.js": PackageResources.console_js
      case "map.js": PackageResources.map_js
      case "border.js": PackageResources.border_js
      case "small.js": PackageResources.small_js
      case "acts.js": PackageResources.acts_js
      case "queue.js": PackageResources.queue_js
      case "desk.js": PackageResources.desk_js
      case "boxes.js": PackageResources.boxes_js
      case "offline.js": PackageResources.offline_js
      case "camera.js": PackageResources.camera_js
      case "worker.js": PackageResources.worker_js
      case "push.js": PackageResources.push_js
      case "voice.js": PackageResources.voice_js
      case "wall.js": PackageResources.wall_js
      case "mark.svg": PackageResources.mark_svg
      case "icon-192.png": PackageResources.icon_192_png
      case "icon-512.png": PackageResources.icon_512_png
      default: []
      }
    })

  /// Puts the served files together from the files they are written in.
  public static func assembled(from file: (String) -> [UInt8]) -> [Asset] {
    let dark = String(decoding: file("dark.css"), as: UTF8.self)
    let common: [UInt8] = ["tokens.css", "components.css", "resident.css"]
      .flatMap { (name: String) -> [UInt8] in file(name) + [10] }
    func joined(_ names: String...) -> [UInt8] { Array(names.map(file).joined(separator: [10])) }
    return [
      Asset("linli.css", common + Array(bothDark(dark).utf8)),
      Asset("console.css", file("console.css")),
      Asset("map.css", file("map.css")),
      Asset("sheets.css", file("sheets.css")),
      Asset("linli.js", file("linli.js")),
      Asset("console.js", file("console.js") + [10] + file("desk.js") + [10] + file("boxes.js")),
      Asset("map.js", file("map.js")),
      Asset("border.js", file("border.js")),
      Asset("wall.js", file("wall.js")),
      // Page and service worker share the queue; the worker is served under a name of its own.
      Asset(
        "offline.js",
        joined("small.js", "acts.js", "queue.js", "offline.js", "voice.js", "camera.js", "push.js")),
      Asset("worker.js", joined("small.js", "acts.js", "queue.js", "worker.js")),
      Asset("mark.svg", file("mark.svg")),
      Asset("icon-192.png", file("icon-192.png")),
      Asset("icon-512.png", file("icon-512.png")),
    ]
  }

  /// Dark when chosen, and dark when the system is and nothing was chosen; never on paper.
  private static func bothDark(_ chosen: String) -> String {
    let system = chosen.split(separator: "[data-theme=\"dark\"]", omittingEmptySubsequences: false)
      .joined(separator: "html:not([data-theme])")
    return "@media screen{\n" + chosen + "\n}\n@media screen and (prefers-color-scheme:dark){\n"
      + system + "\n}\n"
  }
}
