import Kernel

extension ServiceQuestion {
  /// Question and answers as a line of the report.
  func line(_ answers: [String], _ words: Words, _ language: Language) -> String {
    words.text(
      "report.answered",
      [
        "question": words.text("question." + code, in: language),
        "answer": answers.joined(separator: words.text("report.and", in: language)),
      ], in: language)
  }
}
