/// What a type asks beside the words of a report; names are words: `question.<code>`,
/// `answer.<value>`.
struct ServiceQuestion: Sendable, Hashable {
  /// GeoReport's data types.
  enum Answer: String, CaseIterable, Sendable {
    case string, number, datetime, text, singlevaluelist, multivaluelist
  }

  let code: String
  let answer: Answer
  let isRequired: Bool
  /// Codes to choose from; empty for answers that are typed.
  let values: [String]

  init(code: String, answer: Answer, isRequired: Bool = false, values: [String] = []) {
    self.code = code
    self.answer = answer
    self.isRequired = isRequired
    self.values = values
  }
}

extension ServiceCatalogue {
  /// The questions of 27 November 2026, ours alone; none has to be answered, since the city's own
  /// form does not ask them.
  static let shippedQuestions: [String: [ServiceQuestion]] = [
    "utilities": [
      ServiceQuestion(
        code: "reach", answer: .singlevaluelist,
        values: ["one_home", "one_building", "whole_estate", "wider_area"]),
      ServiceQuestion(code: "since", answer: .datetime),
    ],
    "city_appearance": [
      ServiceQuestion(
        code: "times", answer: .multivaluelist,
        values: ["morning", "daytime", "evening", "night"])
    ],
    "traffic": [
      ServiceQuestion(
        code: "blocked", answer: .multivaluelist,
        values: ["carriageway", "cycle_path", "pavement", "crossing"])
    ],
  ]
}
