import Casework
import Kernel

/// The 13 types of 市民吹哨 with their kinds, and the 7 classes beside them.
///
/// Only three types are named by the source (公共设施, 教育卫生, 纠纷维权), ten are provisional, as
/// are the last three classes (docs/rules.md §7). Names are words: `service.<code>`,
/// `item.<code>`, `class.<code>`.
struct ServiceCatalogue: Sendable {
  struct Service: Sendable, Hashable {
    let code: String
    let icon: String
    let classCode: String
    let items: [Item]
    let allowsAnonymous: Bool
  }

  /// A kind within a type: what people actually name.
  struct Item: Sendable, Hashable {
    let code: String
    let icon: String
    /// Words that point to it.
    let words: [String]
  }

  let services: [Service]
  /// Kinds shown as tiles on the first step, most frequent first.
  let frequent: [String]
  /// What types ask beside the words, by type.
  var questions: [String: [ServiceQuestion]] = [:]

  static let classes = [
    "education", "health", "livelihood", "housing_urban", "employment", "environment", "safety",
  ]

  func service(_ code: String) -> Service? { services.first { $0.code == code } }

  func service(ofItem item: String) -> Service? {
    services.first { $0.items.contains { $0.code == item } }
  }

  func item(_ code: String) -> Item? {
    services.lazy.flatMap(\.items).first { $0.code == code }
  }

  /// Danger words: the emergency lines are offered first (docs/rules.md §4).
  static let emergencyWords = [
    "起火", "着火", "火灾", "爆炸", "受伤", "流血", "昏迷", "晕倒", "打人", "砍人", "跳楼", "煤气泄漏",
    "燃气泄漏", "溺水", "触电", "fire", "explosion", "injured", "gas leak",
  ]

  static func soundsUrgent(_ text: String) -> Bool {
    let folded = FoldedText(text)
    return emergencyWords.contains { folded.contains($0) }
  }
}
