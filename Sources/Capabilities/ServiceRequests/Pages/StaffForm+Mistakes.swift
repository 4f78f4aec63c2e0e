import Casework
import Kernel

extension StaffForm {
  /// One answer that a form cannot do without.
  private enum Need {
    /// A choice or a date: the field and its sentence.
    case choice(String, String)
    /// Words of at least so many characters.
    case words(String, least: Int)
  }

  /// Everything that is wrong with a form, at once; the rules would tell one thing at a time.
  func mistakes(_ name: String, _ rules: LimitTable.Rules) -> [FieldError] {
    var mistakes = needs(name, rules).compactMap { need -> FieldError? in
      switch need {
      case .choice(let field, let sentence):
        return given(field) == nil ? FieldError(field, sentence) : nil
      case .words(let field, let least):
        let count = given(field)?.count ?? 0
        guard count < least else { return nil }
        // Several are told at once: each names what it is about.
        return FieldError(
          field, "mistake.short." + field, values: ["least": String(least), "n": String(count)])
      }
    }
    if name == "result" || name == "on-site-result", form.text("outcome") == "solved",
      photos.isEmpty, !form.isOn("reporter_confirmed")
    {
      mistakes.append(FormMistake.noEvidence)
    }
    return mistakes
  }

  private func needs(_ name: String, _ rules: LimitTable.Rules) -> [Need] {
    let reason = Need.words("reason", least: rules.reasonLength)
    return switch name {
    case "refuse":
      [.choice("ground", "mistake.no-ground"), .choice("channel", "mistake.no-channel"), reason]
    case "objection-decision": [.choice("upheld", "mistake.no-decision"), reason]
    case "extension-decision": [.choice("granted", "mistake.no-decision"), reason]
    case "parking":
      [
        .choice("cause", "mistake.no-cause"), .words("plan", least: 10),
        .choice("review_on", "mistake.no-date"),
      ]
    case "dispatch": [.choice("unit", "mistake.no-unit")]
    case "reassignment": [.choice("unit", "mistake.no-unit"), reason]
    case "co-units", "escalation", "rework", "upholding": [reason]
    case "objection": [.words("whose", least: 2), reason]
    case "extension": [.choice("amount", "mistake.no-amount"), reason]
    case "result", "on-site-result":
      [.choice("outcome", "mistake.no-outcome"), .words("text", least: rules.resultLength)]
    case "reopening": [.words("fact", least: rules.reasonLength)]
    case "words": [.words("words", least: 1)]
    case "question": [.words("question", least: rules.reasonLength)]
    case "closure": closing(rules)
    default: []
    }
  }

  /// Three answers, and an explanation where it stays unsolved.
  private func closing(_ rules: LimitTable.Rules) -> [Need] {
    guard form.text("basis") ?? "answers" == "answers" else { return [] }
    let asked: [Need] = [
      .choice("contacted", "mistake.not-asked.contacted"),
      .choice("solved", "mistake.not-asked.solved"),
      .choice("satisfied", "mistake.not-asked.satisfied"),
    ]
    return form.text("solved") == "no"
      ? asked + [.words("words", least: rules.resultLength)] : asked
  }

  /// What was answered, under the name the rules have for it.
  private func given(_ field: String) -> String? {
    switch field {
    case "upheld", "granted": form.text("decision")
    case "unit": form.text("other_unit") ?? form.text("unit")
    case "fact": form.text("text")
    default: form.text(field)
    }
  }
}
