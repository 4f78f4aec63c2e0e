import Foundation
import Kernel
import KernelTesting
import Testing

/// What the guides put in quotation marks is what stands on the pages.
struct GuideTests {
  /// Names that are others' to give, and words that no page says by themselves.
  private static let others: Set<String> = [
    // The browser's own menu.
    "添加到主屏幕", "Add to home screen",
  ]

  /// Quoted names of a guide: “…” in Chinese, `*…*` and `**…**` in English; a way is its steps.
  static func names(in text: String, _ language: Language) -> [String] {
    let found =
      switch language {
      case .chinese: text.matches(of: #/“([^”]+)”/#).map { String($0.1) }
      case .english: text.matches(of: #/\*{1,2}([^*\n]+)\*{1,2}/#).map { String($0.1) }
      }
    return found.flatMap { $0.components(separatedBy: " → ") }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " .:")) }
  }

  private static func guides(_ language: Language) -> [String] {
    SourceTree.paths(
      below: "docs/guide/" + (language == .chinese ? "zh" : "en"), ending: ".md")
  }

  @Test(arguments: Language.allCases)
  func `every name that a guide quotes is a word of the pages`(language: Language) throws {
    let words = try PageBench.shared().renderer.words
    let said = Set(words.keys(in: language).map { words.text($0, in: language) })
    let guides = Self.guides(language)
    var count = 0

    #expect(guides.count > 5)
    for path in guides {
      for name in Self.names(in: SourceTree.text(path) ?? "", language) {
        count += 1
        #expect(said.contains(name) || Self.others.contains(name), "\(path): \(name)")
      }
    }
    #expect(count > 30)
  }

  /// What a guide points to, as it writes it: pages and pictures of this tree.
  static func targets(in text: String) -> [String] {
    text.matches(of: #/(?:\]\(|src=")([^)"#]+)/#).map { String($0.1) }
      .filter { !$0.contains("://") }
  }

  @Test(arguments: Language.allCases)
  func `every page and picture that a guide points to is there`(language: Language) {
    for path in Self.guides(language) {
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      let targets = Self.targets(in: SourceTree.text(path) ?? "")
      #expect(!targets.isEmpty, "\(path)")
      for target in targets {
        #expect(SourceTree.text(folder + "/" + target) != nil, "\(path): \(target)")
      }
    }
  }

  @Test func `both languages have the same guides, and each is listed`() {
    let names = Language.allCases.map { language in
      Set(Self.guides(language).map { String($0.split(separator: "/").last ?? "") })
    }
    #expect(names[0] == names[1])
    for language in Language.allCases {
      let folder = "docs/guide/" + (language == .chinese ? "zh" : "en")
      let listed = Self.targets(in: SourceTree.text(folder + "/README.md") ?? "")
      #expect(names[0].subtracting(listed) == ["README.md"])
    }
  }

  @Test func `what a guide points to is seen`() {
    let text = "[a](b.md#c) ![d](../e.webp) <img src=\"f.webp\" alt=\"g\"> [h](https://i.org)"
    #expect(Self.targets(in: text) == ["b.md", "../e.webp", "f.webp"])
  }

  @Test func `quoted names are seen in both languages`() {
    #expect(Self.names(in: "点“我的 → 我的授权”，再点“收回”。", .chinese) == ["我的", "我的授权", "收回"])
    #expect(Self.names(in: "**Me → Mine**: *Nudge.*", .english) == ["Me", "Mine", "Nudge"])
  }
}
