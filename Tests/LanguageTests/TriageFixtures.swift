@testable import Language

/// Made-up messages of three classes, whose words repeat in other order.
enum TriageFixtures {
  private static let words: [(label: String, subjects: [String], texts: [String])] = [
    (
      "环境保护", ["夜里噪音吵得睡不着", "河里的污水发黑", "砖厂冒黑烟"],
      ["施工到半夜，噪音很大，老人睡不好。", "污水直接排进河里，臭气熏天。", "烟囱冒黑烟，粉尘落满窗台。"]
    ),
    (
      "教育文体", ["小学的学位够不够", "老师课外补课收费", "幼儿园什么时候开学"],
      ["孩子秋天上小学，学校说没有学位。", "老师在外面补课，一节收两百元。", "家长都在问幼儿园招生的事。"]
    ),
    (
      "交通运输", ["公交车晚点", "出租车拒载不打表", "客运站的班车取消了"],
      ["早上等公交车要四十分钟。", "出租车司机不打表，还拒载。", "去县里的班车取消了，乘客没有办法。"]
    ),
  ]

  static let examples: [TriageExample] = words.flatMap { label, subjects, texts in
    subjects.flatMap { subject in
      texts.map { TriageExample(TriageMessage(subject: subject, text: $0), label: label) }
    }
  }

  static let model = TriageModel(learning: examples)

  static func csv(_ head: String, _ lines: [String]) -> [UInt8] {
    Array(([head] + lines).joined(separator: "\n").utf8)
  }
}
