/// What has to be changed in a form: the summary on top and the same words beside each field.
public struct FormErrors: Sendable {
  /// "有 2 处要改".
  public let title: String
  public let list: [Entry]
  /// The sentence by field name; dots in names become underscores.
  public let on: [String: String]
  /// What was typed, where its form may no longer be on the page.
  public let typed: [String]
  public let hasTyped: Bool

  public struct Entry: Sendable {
    /// The `id` of the field, to jump to.
    public let field: String
    public let text: String
  }

  /// Nil when no field is named.
  ///
  /// `labels`: what fields are called, by name, where a sentence alone would not say which it means;
  /// beside the field it needs no name.
  public init?(
    _ fields: [FieldError], typed: [String] = [], labels: [String: String] = [:], words: Words,
    in language: Language
  ) {
    guard !fields.isEmpty else { return nil }
    self.typed = typed
    hasTyped = !typed.isEmpty
    title = words.text("errors.summary", count: fields.count, in: language)
    let sentences = fields.map { error in
      Entry(
        field: Self.name(error.field),
        text: words.text(error.message, error.values, in: language))
    }
    list = zip(fields, sentences).map { error, entry in
      guard let label = labels[error.field] else { return entry }
      return Entry(
        field: entry.field,
        text: words.text("errors.named", ["label": label, "text": entry.text], in: language))
    }
    on = Dictionary(sentences.map { ($0.field, $0.text) }) { first, _ in first }
  }

  private static func name(_ field: String) -> String {
    field.split(separator: ".").joined(separator: "_")
  }
}
