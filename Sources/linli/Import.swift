import App
import ArgumentParser
import Foundation
import ServiceRequests

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring in data from elsewhere.",
    subcommands: [Messages.self, Holidays.self, Directory.self])

  struct Messages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "public-messages",
      abstract: "File public messages at the time they were sent.",
      discussion: """
        Reads messages.csv and messages_with_replies.csv (UTF-8, head id,user,subject,time,text[,\
        reply,replied_at]). Answered ones are closed with their reply. Bad rows are listed with \
        line and reason, the rest goes in; a second run changes nothing.

          linli import public-messages /srv/messages
        """)

    @OptionGroup var options: DataOptions

    @Argument(help: "Folder with the files.")
    var directory: String

    func run() async throws {
      let read: [(name: String, bytes: [UInt8])]
      do { read = try MessageFiles.load(from: directory) } catch {
        throw Complaint(error.description + "\nSee: linli import public-messages --help")
      }
      var isNothing = false
      try await options.withSite { site in
        let bar = ProgressBar("Messages", total: 100)
        let report = try await site.city.requests.publicMessages.run(read) { done, total in
          bar.show(done * 100 / max(1, total))
        }
        _ = try await site.deliverEvents()
        for row in report.bad { Terminal.say("\(row.file) line \(row.line): \(row.reason)") }
        Terminal.say(
          """
          \(report.filed) filed, \(report.answered) answered, \(report.repeats) repeats linked, \
          \(report.suggested) types suggested, \(report.known) filed before, \
          \(report.bad.count) bad rows
          """)
        isNothing = report.filed + report.known == 0 && !report.bad.isEmpty
      }
      // Rows may be bad, not all of them: then it was another file.
      if isNothing { throw ExitCode.failure }
    }
  }

  struct Holidays: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a year's days off and make-up days in force.",
      discussion: """
        Reads a JSON file with year, source (the notice), holidays (name, first, last) and \
        makeUpDays. It replaces the table of that year. When the days are others than before, the \
        server counts the limits of open cases anew and writes that into their history.

          linli import holidays holidays-2027.json
        """)

    @OptionGroup var options: DataOptions

    @Argument(help: "The JSON file.")
    var file: String

    func run() async throws {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Complaint("\(file) cannot be read.\nSee: linli import holidays --help")
      }
      try await options.withSite { site in
        let (year, isNew) = try await site.importHolidays([UInt8](data))
        _ = try await site.deliverEvents()
        Terminal.say(
          isNew
            ? "The days of \(year) are in force; the server counts running limits anew."
            : "The days of \(year) are those in force already.")
      }
    }
  }
}
