public import Kernel

/// Renders pages from the sources in the tree, so that a test never sees stale embedded bytes.
public struct PageBench: Sendable {
  public let renderer: PageRenderer

  /// The mock-ups' Sunday: 22 Nov 2026, 10:28:06.
  public static let now = Timestamp("2026-11-22T10:28:06+08:00") ?? Timestamp(milliseconds: 0)

  /// One for all tests: compiling every template twice takes a while.
  public static func shared() throws -> PageBench { try made.get() }

  private static let made = Result { try PageBench() }

  private init() throws {
    renderer = try PageRenderer(
      allWords: PageTree.owners.flatMap { PageTree.words(of: $0) },
      allTemplates: PageTree.owners.flatMap { PageTree.templates(of: $0) },
      assets: Assets(Assets.assembled { PageTree.bytes("Kernel/Pages/Assets/" + $0) }),
      icons: IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")))
  }

  /// What surrounds every sample; under a prefix, so that a link without it shows.
  public func chrome(
    _ preferences: Preferences, isStaff: Bool = false, prefix: String = "/tongyin",
    path: String = "/"
  ) -> Chrome {
    let english = preferences.language == .english
    let resident = english ? "Huifang" : "慧芳"
    return Chrome(
      preferences: preferences, prefix: prefix,
      siteName: english ? "Tongyin Street" : "桐荫街道", formToken: "token", commandKey: "key",
      signedInName: isStaff ? (english ? "Lin Jing" : "林静") : resident,
      signedInAs: isStaff ? (english ? "Day shift" : "白班") : nil,
      staffTabs: [.queue, .desk, .callbacks, .settings], path: path, now: Self.now)
  }
}
