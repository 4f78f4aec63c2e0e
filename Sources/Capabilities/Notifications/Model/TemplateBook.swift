import Kernel

/// The sentences that administrators have put in the place of the shipped ones.
struct TemplateBook: Sendable, Hashable {
  /// One wording of a sentence, in both languages, from a day on.
  struct Edition: Sendable, Hashable {
    let template: Message.Template
    let validOn: LocalDate
    let chinese: String
    let english: String
    let madeBy: String
    let madeAt: Timestamp

    func text(in language: Language) -> String { language == .chinese ? chinese : english }
  }

  /// By template, the newest first.
  let editions: [Message.Template: [Edition]]

  static let shipped = TemplateBook([])

  init(_ editions: [Edition]) {
    self.editions = Dictionary(grouping: editions, by: \.template)
      .mapValues { $0.sorted { $0.validOn > $1.validOn } }
  }

  /// What holds on the day; nil where the shipped sentence does.
  func edition(of template: Message.Template, on day: LocalDate) -> Edition? {
    editions[template]?.first { $0.validOn <= day }
  }
}
