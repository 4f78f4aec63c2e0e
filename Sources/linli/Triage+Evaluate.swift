import ArgumentParser
import Foundation
import Kernel
import Language

extension Triage {
  struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Try by cross-validation how well classes are told.",
      discussion: """
        The messages are parted so that each part holds every class alike; each part is answered by \
        what was learned from the others. Macro-F1 is the F1 of each class, averaged with equal \
        weight. Nothing is kept.
        """)

    @Option(help: "Messages with their class: subject, text, label.")
    var messages: String

    @Option(
      parsing: .singleValue,
      help: "Messages without a class, over which words are counted too; repeat for several.")
    var unlabelled: [String] = []

    @Option(help: "Into how many parts, 2 to 20.")
    var folds = 5

    @Option(help: "How many times, parted otherwise each time, 1 to 20.")
    var repeats = 3

    @Flag(help: "Without the words we knew beforehand: from the messages alone.")
    var withoutLexicon = false

    func validate() throws {
      guard (2...20).contains(folds) else { throw ValidationError("--folds is 2 to 20.") }
      guard (1...20).contains(repeats) else { throw ValidationError("--repeats is 1 to 20.") }
    }

    func run() async throws {
      let examples = try TriageFiles.labelled(messages).examples
      let others = try TriageFiles.others(unlabelled)
      let bar = ProgressBar("Parts", total: folds * repeats)
      let trials = (0..<repeats).map { round in
        TriageTrial(
          examples, others: others, folds: folds, seed: UInt64(round + 1),
          lexicon: withoutLexicon ? TriageLexicon(groups: []) : .shipped
        ) { bar.show(round * folds + $0) }
      }
      say(trials)
    }

    private func say(_ trials: [TriageTrial]) {
      Terminal.say("precision  recall      F1  messages  class")
      for (index, one) in trials[0].classes.enumerated() {
        let own = trials.map { $0.classes[index] }
        Terminal.say(
          String(
            format: "%9.4f %7.4f %7.4f %9d  ", mean(own.map(\.precision)), mean(own.map(\.recall)),
            mean(own.map(\.f1)), one.messages) + one.label)
      }
      let scores = trials.map(\.macroF1)
      let spread = mean(scores.map { abs($0 - mean(scores)) })
      Terminal.say(
        String(
          format: "macro-F1 %.4f (each %@; mean distance %.4f), right %.4f", mean(scores),
          scores.map { String(format: "%.4f", $0) }.joined(separator: " "), spread,
          mean(trials.map(\.accuracy))))
      Terminal.say(
        String(
          format: "scores of 0.8 and more: %.0f %% of the messages, %.1f %% of them right",
          100 * mean(trials.map(\.sure.share)), 100 * mean(trials.map(\.sure.right))))
    }

    private func mean(_ values: [Double]) -> Double {
      values.reduce(0, +) / Double(max(1, values.count))
    }
  }
}

/// Reads the files of the triage, or says what is wrong with them.
enum TriageFiles {
  /// As many reasons are said; the rest is a number.
  private static let most = 20

  /// - Throws: `Complaint` with every row that cannot be used.
  static func table(_ path: String, for use: TriageTable.Use) throws -> TriageTable {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Complaint("\(path) cannot be read: is it there?")
    }
    let table = TriageTable([UInt8](data), for: use)
    guard table.faults.isEmpty else { throw Complaint(lines(path, table.faults, "cannot be used")) }
    if !table.notes.isEmpty { Terminal.note(lines(path, table.notes, "to know of") + "\n") }
    return table
  }

  static func labelled(_ path: String) throws -> TriageTable { try table(path, for: .learning) }

  static func others(_ paths: [String]) throws -> [TriageMessage] {
    try paths.flatMap { try table($0, for: .counting).rows.map(\.message) }
  }

  private static func lines(_ path: String, _ all: [TriageTable.Remark], _ what: String) -> String {
    let rest = all.count - most
    return
      (["\(path): \(all.count) rows \(what)."] + all.prefix(most).map { "  \($0)" }
      + (rest > 0 ? ["  and \(rest) more"] : [])).joined(separator: "\n")
  }
}
