import Kernel

/// What a type asks beside the words, on step 2; the answers go with the words, where everybody who
/// works on it reads them.
extension ReportRoutes {
  /// The questions of what was chosen in step 1; none where nothing was.
  func questions(_ draft: Draft) -> [ServiceQuestion] {
    let service =
      draft.kind == "other"
      ? draft.type.flatMap { actions.catalogue.service($0) }
      : draft.kind.flatMap { actions.catalogue.service(ofItem: $0) }
    return service.flatMap { actions.catalogue.questions[$0.code] } ?? []
  }

  static func field(_ question: ServiceQuestion) -> String { "ask-" + question.code }

  /// Answers of a form by question, and what is wrong with them.
  static func answers(
    _ form: Form, to questions: [ServiceQuestion]
  ) -> (given: [String: [String]], mistakes: [FieldError]) {
    var given: [String: [String]] = [:]
    var mistakes: [FieldError] = []
    for question in questions {
      let values = form.all(field(question)).map(\.readable).filter { !$0.isEmpty }
      if values.isEmpty {
        if question.isRequired {
          mistakes.append(FieldError(field(question), "problem.field-missing"))
        }
        continue
      }
      given[question.code] = values.prefix(50).map { $0.shortened(to: 500) }
      if !question.takes(values) {
        mistakes.append(FieldError(field(question), "problem.field-value"))
      }
    }
    return (given, mistakes)
  }

  func asked(_ draft: Draft, _ errors: FormErrors?, _ call: Call) -> [ReportWhereView.Question] {
    questions(draft).map { question in
      let chosen = draft.answers?[question.code] ?? []
      let field = Self.field(question)
      return ReportWhereView.Question(
        field: field, label: call.words.text("question." + question.code, in: call.language),
        isRequired: question.isRequired,
        options: question.values.map {
          OptionView(
            value: $0, label: call.words.text("answer." + $0, in: call.language),
            chosen: chosen.contains($0),
            code: question.answer == .multivaluelist ? "sq" : nil)
        }, isChoice: !question.values.isEmpty,
        input: question.answer == .multivaluelist ? "checkbox" : "radio",
        isDate: question.answer == .datetime, isNumber: question.answer == .number,
        value: question.values.isEmpty ? chosen.first ?? "" : "",
        errors: errors?.on[field].map { [$0] } ?? [])
    }
  }

  /// "影响范围：整个小区", one line for each answer, in the reporter's language as their words are.
  func lines(_ draft: Draft, _ call: Call) -> [String] {
    questions(draft).compactMap { question in
      guard let values = draft.answers?[question.code], !values.isEmpty else { return nil }
      let names = values.map { value in
        question.values.isEmpty
          ? value : call.words.text("answer." + value, in: call.language)
      }
      return question.line(names, call.words, call.language)
    }
  }
}
