import Kernel

/// Services and what they ask, as the standard has them.
struct ServiceWire {
  let catalogue: ServiceCatalogue
  let words: Words
  let language: Language

  /// The code of the attribute that names the kind within a type.
  static let kind = "item_code"

  var list: Wire { .list("service", catalogue.services.map(line)) }

  private func line(_ service: ServiceCatalogue.Service) -> Wire {
    let name = text("service." + service.code)
    let kinds = service.items.map { text("item." + $0.code) }
    let keywords = kinds.isEmpty ? [name] : kinds + service.items.flatMap(\.words)
    return .object([
      .init("service_code", service.code), .init("service_name", name),
      .init("description", kinds.isEmpty ? name : kinds.joined(separator: ", ")),
      .init("metadata", .flag(!questions(of: service).isEmpty)),
      .init("type", "realtime"), .init("keywords", keywords.joined(separator: ",")),
      .init("group", text("class." + service.classCode)),
    ])
  }

  /// The kind first, then what the type asks.
  func questions(of service: ServiceCatalogue.Service) -> [ServiceQuestion] {
    let kinds = service.items.map(\.code)
    let kind = ServiceQuestion(code: Self.kind, answer: .singlevaluelist, values: kinds)
    return (kinds.isEmpty ? [] : [kind]) + (catalogue.questions[service.code] ?? [])
  }

  func definition(_ service: ServiceCatalogue.Service) -> Wire {
    let attributes = questions(of: service).enumerated().map { index, question in
      Wire.object([
        .init("variable", .flag(true)), .init("code", question.code),
        .init("datatype", question.answer.rawValue),
        .init("required", .flag(question.isRequired)),
        .init(
          "datatype_description",
          question.answer == .datetime ? text("open311.datetime") : nil as String?),
        .init("order", .number(Double(index + 1))),
        .init("description", name(of: question)),
        .init(
          "values",
          .list(
            "value",
            question.values.map {
              .object([.init("key", $0), .init("name", name(of: $0, to: question))])
            })),
      ])
    }
    return .object([
      .init("service_code", service.code), .init("attributes", .list("attribute", attributes)),
    ])
  }

  func name(of question: ServiceQuestion) -> String { text("question." + question.code) }

  func name(of value: String, to question: ServiceQuestion) -> String {
    text((question.code == Self.kind ? "item." : "answer.") + value)
  }

  /// As a report has it that was filed on the pages.
  func line(_ question: ServiceQuestion, _ answers: [String]) -> String {
    question.line(answers, words, language)
  }

  private func text(_ key: String) -> String { words.text(key, in: language) }
}
