import ArgumentParser
import Kernel
import Language
import ServiceRequests

/// What replies of a file lack.
struct RepliesOfFile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replies",
    abstract: "Read what replies to messages lack.",
    discussion: """
      Reads id,subject,time,text,reply,replied_at and writes id,relevance,completeness,\
      interpretability,timeliness,total,reasons; the numbers go from 0 to 100. A prompt for whoever \
      checks a reply: no mark of a person or a unit. Formulas: docs/language.md.

        linli replies --messages messages_with_replies.csv --out quality.csv
      """)

  @OptionGroup var input: MessageInput

  @Option(help: "JSON file with other numbers and words (docs/language.md).")
  var rules: String?

  @Option(help: "Of the reasons: zh-Hans or en.")
  var language = Language.chinese

  func run() async throws {
    let rules = try input.rules(rules, shipped: ReplyRules.shipped)
    if let fault = rules.fault { throw Complaint("The rules cannot be used: \(fault).") }
    let messages = try input.read(AnsweredMessage.columns) { row throws(MessageSheet.BadRow) in
      try AnsweredMessage(row)
    }
    let sentences = try ReplySentences()
    let read = ReplyReader(rules: rules).read(messages)
    var lines = [
      CSV.line([
        "id", "relevance", "completeness", "interpretability", "timeliness", "total", "reasons",
      ])
    ]
    for (message, quality) in zip(messages, read) {
      let numbers = [
        quality.relevance, quality.completeness, quality.interpretability, quality.timeliness,
        quality.total,
      ]
      lines.append(
        CSV.line(
          [message.id] + numbers.map(String.init) + [sentences.text(quality.gaps, in: language)]))
    }
    try input.write(lines)
    Terminal.note("\(messages.count) replies.\n")
  }
}
