import App
import ArgumentParser
import Foundation
import ServiceRequests

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring in data from elsewhere.", subcommands: [Messages.self])

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
      var files: [(name: String, bytes: [UInt8])] = []
      for name in PublicMessages.fileNames {
        guard let data = FileManager.default.contents(atPath: directory + "/" + name) else {
          continue
        }
        files.append((name, [UInt8](data)))
      }
      guard !files.isEmpty else {
        throw ValidationError(
          "\(directory) holds none of \(PublicMessages.fileNames.joined(separator: ", "))")
      }
      let read = files
      try await options.withSite { site in
        let bar = ProgressBar("Messages", total: 100)
        let report = try await site.city.requests.publicMessages.run(read) { done, total in
          bar.show(done * 100 / max(1, total))
        }
        _ = try await site.deliverEvents()
        for row in report.bad { Terminal.say("\(row.file) line \(row.line): \(row.reason)") }
        Terminal.say(
          """
          \(report.filed) filed, \(report.answered) of them answered, \(report.repeats) repeats \
          linked, \(report.suggested) types suggested, \(report.bad.count) bad rows
          """)
      }
    }
  }
}
