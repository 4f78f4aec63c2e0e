import Kernel

/// What a sentence may say that goes out to people's telephones.
///
/// No link and no number to ring: nobody shall learn to trust them in a text (anti-fraud law §32;
/// docs/rules.md §6). No diagnosis: a telephone lies on the table. Warnings of fraud fall under the
/// same rule.
enum TemplateRule {
  /// Characters, filled placeholders not counted: three parts of a text message.
  static let longest = 180

  enum Fault: Hashable, Sendable {
    case empty
    case tooLong(Int)
    /// The case's number is what people ask about; what is about no case names nothing at all.
    case noNumber
    case unknown(String)
    /// A placeholder that the other language has.
    case lacks(String)
    case link
    case digits
    case diagnosis(String)
  }

  /// Placeholders a sentence may have.
  static func placeholders(of template: Message.Template) -> Set<String> {
    switch template {
    case .limitNear, .limitMissed, .climbed: ["number", "duty", "due"]
    case .foundAnswered, .foundSolved, .nearNew, .nearSolved: ["number", "place"]
    case .manyJoined: ["number", "n"]
    case .mandateConfirmed, .rightExtended: ["due"]
    case let other where other.topic != .request: []
    default: ["number", "unit", "due"]
    }
  }

  /// The first thing that is wrong; nil for a good sentence.
  static func fault(
    of sentence: String, beside other: String, for template: Message.Template
  ) -> Fault? {
    let text = sentence.trimmed
    if text.isEmpty { return .empty }
    if text.unicodeScalars.count > longest { return .tooLong(text.unicodeScalars.count) }
    let names = Set(Placeholders.names(in: text))
    if let unknown = names.subtracting(placeholders(of: template)).sorted().first {
      return .unknown(unknown)
    }
    if template.topic == .request, !names.contains("number") { return .noNumber }
    if let lacking = Set(Placeholders.names(in: other)).subtracting(names).sorted().first,
      placeholders(of: template).contains(lacking)
    {
      return .lacks(lacking)
    }
    return content(text)
  }

  private static func content(_ text: String) -> Fault? {
    let plain = text.lowercased()
    if plain.contains("{") && Placeholders.names(in: text).count != text.filter({ $0 == "{" }).count
    {
      return .unknown("{")
    }
    if plain.contains("://") || plain.contains("www.") || hasDomain(plain) { return .link }
    if longestRun(of: plain) > 6 { return .digits }
    return diagnoses.first { plain.contains($0) }.map { .diagnosis($0) }
  }

  private static func hasDomain(_ text: String) -> Bool {
    text.contains(/[a-z0-9-]+\.(com|cn|net|org|top|vip|xyz|cc|io|me|info|app|site|shop)\b/)
  }

  /// Digits in a row, whatever separates them: 0999-610 0001 is one number.
  private static func longestRun(of text: String) -> Int {
    var (longest, run) = (0, 0)
    for character in text {
      if character.isNumber { run += 1 } else if !" -–－（）()".contains(character) { run = 0 }
      longest = max(longest, run)
    }
    return longest
  }

  /// Words of a diagnosis, in lower case.
  private static let diagnoses = [
    "诊断", "确诊", "癌", "肿瘤", "艾滋", "hiv", "梅毒", "乙肝", "精神病", "抑郁", "流产", "化验结果",
    "diagnos", "cancer", "tumour", "tumor", "syphilis", "hepatitis", "depression", "abortion",
  ]
}

extension TemplateRule.Fault {
  /// Key of the sentence beside the field, and its values.
  var word: (key: String, values: [String: String]) {
    switch self {
    case .empty: ("template.fault.empty", [:])
    case .tooLong(let count):
      (
        "template.fault.long",
        ["n": String(count), "most": String(TemplateRule.longest)]
      )
    case .noNumber: ("template.fault.number", [:])
    case .unknown(let name): ("template.fault.unknown", ["name": name])
    case .lacks(let name): ("template.fault.lacks", ["name": name])
    case .link: ("template.fault.link", [:])
    case .digits: ("template.fault.digits", [:])
    case .diagnosis(let word): ("template.fault.diagnosis", ["word": word])
    }
  }
}
