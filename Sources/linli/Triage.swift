import ArgumentParser
import Foundation
import Kernel
import Language

/// Which class messages belong to, by their words.
struct Triage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learn which class messages belong to, and tell it.",
    discussion: """
      Files are CSV in UTF-8 with a head; columns are found by name. A file with a row that cannot be \
      used is refused as a whole, each row with its line and the reason.

        linli triage train --messages labelled.csv --unlabelled messages.csv --model data/triage
        linli triage predict --model data/triage --messages new.csv --out classes.csv
        linli triage evaluate --messages labelled.csv --unlabelled messages.csv --folds 10
      """,
    subcommands: [Train.self, Predict.self, Evaluate.self])

  struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Learn from messages with their class, and keep it in a folder.",
      discussion: """
        Columns: subject, text, label. The same text counts once, with its first class. A running \
        server reads DATA/triage, or LINLI_TRIAGE, when it starts.
        """)

    @Option(help: "Messages with their class: subject, text, label.")
    var messages: String

    @Option(help: "Folder for what was learned; it may be there.")
    var model: String

    @Option(
      parsing: .singleValue,
      help: "Messages without a class, over which words are counted too; repeat for several.")
    var unlabelled: [String] = []

    func run() async throws {
      let rows = try TriageFiles.labelled(messages)
      let others = try TriageFiles.others(unlabelled)
      let learned = TriageModel(learning: rows.examples, others: others)
      do throws(TriageFault) { try learned.write(to: model) } catch {
        throw Complaint(error.description)
      }
      Terminal.say(
        """
        \(learned.labels.count) classes learned from \(learned.examples) messages, words counted over \
        \(learned.messages); in \(model).
        """)
    }
  }

  struct Predict: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the class of each message.",
      discussion: """
        Columns of --messages: id, subject, text; others are not looked at. --out has id, label and \
        score (0 to 1), one row for each in the same order, and appears only once it is whole.
        """)

    @Option(help: "Folder of what was learned.")
    var model: String

    @Option(help: "Messages: id, subject, text.")
    var messages: String

    @Option(help: "File to write; it is replaced.")
    var out: String

    @Flag(help: "With a column because: the words that decided.")
    var because = false

    func run() async throws {
      let learned: TriageModel
      do throws(TriageFault) { learned = try TriageModel(folder: model) } catch {
        throw Complaint(error.description)
      }
      let table = try TriageFiles.table(messages, for: .answering)
      let file = try OutputFile(out, replacing: true)
      do {
        try file.write(CSV.line(["id", "label", "score"] + (because ? ["because"] : [])))
        for row in table.rows {
          let answer = learned.answer(row.message, explained: because)
          let score = String(format: "%.4f", answer.score)
          let words = because ? [answer.because.joined(separator: " ")] : []
          try file.write(CSV.line([row.id, answer.label, score] + words))
        }
        try file.finish()
      } catch {
        file.abandon()
        throw error
      }
      Terminal.note("\(table.rows.count) messages in \(out).\n")
    }
  }
}
