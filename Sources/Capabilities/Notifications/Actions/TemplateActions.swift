import Kernel

/// What administrators do with the sentences people are told.
struct TemplateActions: Sendable {
  let database: Database
  let sentences: MessageSentences

  func book() async throws -> TemplateBook {
    try await database.read { try TemplateStore.book(in: $0) }
  }

  /// A wording as it was typed.
  struct Typed: Hashable, Sendable {
    var chinese: String
    var english: String
    var validOn: String
  }

  /// The edition that would be kept; throws `Problem(.invalid)` naming each field.
  func checked(
    _ typed: Typed, of template: Message.Template, by viewer: Viewer
  ) throws -> TemplateBook.Edition {
    let now = database.world.now()
    var errors: [FieldError] = []
    for (field, text, other) in [
      ("chinese", typed.chinese, typed.english), ("english", typed.english, typed.chinese),
    ] {
      guard let fault = TemplateRule.fault(of: text, beside: other, for: template) else { continue }
      errors.append(FieldError(field, fault.word.key, values: fault.word.values))
    }
    let day = LocalDate(typed.validOn)
    if day == nil || day.map({ $0 < CityTime.date(of: now) }) == true {
      errors.append(FieldError("valid_on", "template.fault.day"))
    }
    guard errors.isEmpty, let day else { throw Problem(errors) }
    return TemplateBook.Edition(
      template: template, validOn: day, chinese: typed.chinese.trimmed,
      english: typed.english.trimmed, madeBy: viewer.actor, madeAt: now)
  }

  /// Keeps a wording from a day on; what was told before that day stays as it was told.
  func put(
    _ typed: Typed, of template: Message.Template, by viewer: Viewer, key: CommandKey?
  ) async throws {
    let edition = try checked(typed, of: template, by: viewer)
    _ = try await database.command(key) { tx in
      try TemplateStore.put(edition, in: tx)
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "notifications.template",
          subject: "template:\(template.rawValue)", detail: edition.validOn.description))
      return true
    }
  }
}
