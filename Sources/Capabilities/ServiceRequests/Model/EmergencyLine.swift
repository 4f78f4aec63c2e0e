import Kernel

/// The lines emergencies go to at once, before any report (Beijing rules).
enum EmergencyLine: String, CaseIterable, Codable, Sendable {
  case police = "110"
  case fire = "119"
  case ambulance = "120"
  case traffic = "122"

  /// The first line whose words occur; a hint for the page, never a ground to hold a report back.
  static func hint(in text: String) -> EmergencyLine? {
    let folded = SearchIndex.folded(text)
    return words.first { $0.words.contains { folded.contains($0) } }?.line
  }

  /// In the order of what cannot wait.
  private static let words: [(line: EmergencyLine, words: [String])] = [
    (
      .ambulance,
      [
        "昏迷", "晕倒", "没呼吸", "心脏骤停", "大出血", "中风了", "触电了", "溺水", "煤气中毒", "服毒", "坠楼",
        "unconscious", "not breathing", "bleeding badly", "drowning",
      ]
    ),
    (
      .fire,
      [
        "着火", "起火", "失火", "冒烟", "火灾", "爆炸", "燃气泄漏", "煤气泄漏", "天然气泄漏", "被困电梯", "困在电梯",
        "on fire", "gas leak", "explosion", "trapped",
      ]
    ),
    (
      .police,
      [
        "抢劫", "持刀", "打人", "杀人", "绑架", "家暴", "正在打", "跳楼", "轻生", "失踪", "走失", "robbery",
        "knife", "assault", "kidnap", "suicide",
      ]
    ),
    (.traffic, ["撞车", "撞人", "车祸", "交通事故", "car crash", "traffic accident"]),
  ]
}
