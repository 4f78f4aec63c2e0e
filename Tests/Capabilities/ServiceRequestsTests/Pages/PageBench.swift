import FoundationEssentials
import Kernel

@testable import ServiceRequests

/// Renders pages from the sources in the tree, so that a golden test never sees stale bytes.
struct PageBench {
  let renderer: PageRenderer

  /// Noon-ish on the mock-ups' Sunday: 22 Nov 2026, 10:28:06.
  static let now = Timestamp("2026-11-22T10:28:06+08:00") ?? Timestamp(milliseconds: 0)

  init() throws {
    let assets = Assets(Assets.assembled { PageTree.bytes("Kernel/Pages/Assets/" + $0) })
    renderer = try PageRenderer(
      allWords: PageTree.words("Kernel", "Kernel/Words", prefix: "")
        + PageTree.words(
          "ServiceRequests", "Capabilities/ServiceRequests/Words", prefix: "ServiceRequests.")
        + PageTree.words("Identity", "Capabilities/Identity/Words", prefix: "Identity."),
      allTemplates: PageTree.templates("Kernel/Pages/Templates")
        + PageTree.templates("Capabilities/ServiceRequests/Pages/Templates")
        + PageTree.templates("Capabilities/Identity/Pages/Templates"),
      assets: assets,
      icons: IconSprite(
        String(decoding: PageTree.bytes("Kernel/Pages/Assets/icons.svg"), as: UTF8.self)))
  }

  /// What surrounds every sample.
  func chrome(_ preferences: Preferences, staff: Bool = false, path: String = "/") -> Chrome {
    let english = preferences.language == .english
    return Chrome(
      preferences: preferences, prefix: "",
      siteName: english ? "Tongyin Street" : "桐荫街道", formToken: "token", commandKey: "key",
      signedInName: staff ? (english ? "Lin Jing" : "林静") : (english ? "Huifang" : "慧芳"),
      signedInAs: staff ? (english ? "Day shift" : "白班") : nil,
      staffTabs: [.queue, .desk, .callbacks, .settings], path: path, now: Self.now)
  }

  func render(_ sample: PageSample, _ preferences: Preferences) -> String {
    let reader = SampleReader(words: renderer.words, language: preferences.language)
    return renderer.render(
      sample.page(reader), chrome(preferences, staff: sample.isStaff, path: "/" + sample.name))
  }
}

/// The tree the tests were built from.
enum PageTree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func bytes(_ path: String) -> [UInt8] {
    (try? Data(contentsOf: root.appending(path: "Sources/" + path))).map { [UInt8]($0) } ?? []
  }

  static func names(_ folder: String, ending: String) -> [String] {
    let path = root.appending(path: "Sources/" + folder).path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasSuffix(ending) }.sorted()
  }

  static func templates(_ folder: String) -> [TemplateSource] {
    names(folder, ending: ".mustache").map {
      TemplateSource(String($0.dropLast(9)), bytes(folder + "/" + $0))
    }
  }

  static func words(_ owner: String, _ folder: String, prefix: String) -> [WordFile] {
    Language.allCases.map {
      WordFile(
        owner: owner, language: $0, bytes: bytes("\(folder)/\(prefix)\($0.rawValue).json"))
    }
  }
}
