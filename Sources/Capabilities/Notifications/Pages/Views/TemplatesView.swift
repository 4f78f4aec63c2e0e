internal import Kernel

/// All sentences people are told.
struct TemplatesView: Sendable {
  let rows: [Row]

  struct Row: Sendable {
    let path: String
    let name: String
    /// The sentence of today, in the reader's language.
    let text: String
    /// "10 月 1 日起" or the shipped one.
    let since: String
    /// A wording that is yet to come.
    let next: String?
  }
}

extension TemplatesView {
  init(
    _ book: TemplateBook, _ sentences: MessageSentences, words: Words, _ language: Language,
    now: Timestamp
  ) {
    let today = CityTime.date(of: now)
    rows = Message.Template.allCases.map { template in
      let edition = book.edition(of: template, on: today)
      let next = book.editions[template]?.last { $0.validOn > today }
      return Row(
        path: "/messages/templates/" + template.rawValue,
        name: words.text("template.name." + template.rawValue, in: language),
        text: sentences.sentence(template, on: today, book, in: language),
        since: TemplateView.since(edition?.validOn, words, language, now),
        next: next.map { TemplateView.since($0.validOn, words, language, now) })
    }
  }
}

/// One sentence: how it is now, what is typed, how that will look.
struct TemplateView: Sendable {
  let code: String
  let name: String
  /// Names in braces that may be used, with what they become.
  let placeholders: [Placeholder]
  let chinese: String
  let english: String
  let validOn: String
  let earliest: String
  let most: String
  let previews: [Preview]
  /// Earlier and coming wordings, the newest first.
  let history: [Edition]
  let hasHistory: Bool
  let errors: FormErrors?

  struct Placeholder: Sendable {
    let name: String
    let sample: String
  }

  struct Preview: Sendable {
    let label: String
    let text: String
    /// "83 字，2 条短信", where it is paid by the part.
    let size: String?
    let lang: String
  }

  struct Edition: Sendable {
    let since: String
    let chinese: String
    let english: String
  }
}

extension TemplateView {
  init(
    _ template: Message.Template, _ book: TemplateBook, _ sentences: MessageSentences,
    typed: TemplateActions.Typed?, errors: FormErrors?, words: Words, _ language: Language,
    now: Timestamp
  ) {
    let today = CityTime.date(of: now)
    func current(_ language: Language) -> String {
      sentences.sentence(template, on: today, book, in: language)
    }
    code = template.rawValue
    name = words.text("template.name." + template.rawValue, in: language)
    chinese = typed?.chinese ?? current(.chinese)
    english = typed?.english ?? current(.english)
    validOn = typed?.validOn ?? today.adding(days: 1).description
    earliest = today.description
    most = String(TemplateRule.longest)
    placeholders = TemplateRule.placeholders(of: template).sorted().map { name in
      Placeholder(name: "{\(name)}", sample: Self.sample(name, words, language))
    }
    let (zh, en) = (chinese, english)
    func filled(_ sentence: String, _ language: Language) -> String {
      let names = TemplateRule.placeholders(of: template)
      let values = Dictionary(
        names.map { ($0, Self.sample($0, words, language)) }, uniquingKeysWith: { $1 })
      return Placeholders.fill(sentence, with: values, spaced: language == .chinese)
    }
    let text = sentences.framed(filled(zh, .chinese), by: .sms)
    previews =
      errors == nil
      ? [
        Preview(
          label: words.text("channel.sms", in: language), text: text,
          size: words.text(
            "template.size",
            ["n": String(text.unicodeScalars.count), "parts": String(Self.parts(text))],
            in: language), lang: Language.chinese.tag),
        Preview(
          label: words.text("channel.voice", in: language),
          text: sentences.framed(filled(zh, .chinese), by: .voice), size: nil,
          lang: Language.chinese.tag),
        Preview(
          label: words.text("template.in-app", in: language), text: filled(en, .english),
          size: nil, lang: Language.english.tag),
      ] : []
    history = (book.editions[template] ?? []).map { edition in
      Edition(
        since: Self.since(edition.validOn, words, language, now), chinese: edition.chinese,
        english: edition.english)
    }
    hasHistory = !history.isEmpty
    self.errors = errors
  }

  /// 70 characters, or 67 in each of several parts (UCS-2, 3GPP TS 23.038).
  static func parts(_ text: String) -> Int {
    let units = text.utf16.count
    return units <= 70 ? 1 : (units + 66) / 67
  }

  static func since(
    _ day: LocalDate?, _ words: Words, _ language: Language, _ now: Timestamp
  ) -> String {
    guard let day else { return words.text("template.shipped", in: language) }
    return words.text(
      "template.since", ["day": Say.date(day, now: now, in: language)], in: language)
  }

  private static func sample(_ name: String, _ words: Words, _ language: Language) -> String {
    words.text("template.sample." + name, in: language)
  }
}
