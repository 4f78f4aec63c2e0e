import App
public import ArgumentParser
public import Kernel
public import ServiceRequests

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write data for others to use.", subcommands: [Requests.self, Directory.self],
    defaultSubcommand: Requests.self)

  struct Requests: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "service-requests",
      abstract: "Write service requests as CSV or JSON lines, without the people.",
      discussion: """
        No names, contacts or sealed columns; a reporter is a code that holds for this file only, \
        and one who wished to be anonymous is none. Telephone, citizen and card numbers in texts \
        are blotted out, names in texts are not: read before you hand on, or leave texts out. \
        Columns: docs/export.md. Each export leaves an entry in the audit.

          linli export --from 2026-11-01 --to 2026-11-30 --output november.csv
          linli export --excel --output requests.csv
          linli export --type public_facilities --format jsonl | gzip > a.jsonl.gz
        """)

    @OptionGroup var options: DataOptions

    @Option(help: "First day of filing, such as 2026-11-01.")
    var from: LocalDate?

    @Option(help: "Last day of filing, included.")
    var to: LocalDate?

    @Option(
      name: .customLong("type"), parsing: .singleValue,
      help: "Code of a type or kind, such as public_facilities; repeat for several.")
    var types: [String] = []

    @Option(help: "csv or jsonl.")
    var format = RequestExport.Format.csv

    @Flag(help: "Begin the CSV with the mark by which Excel knows UTF-8.")
    var excel = false

    @Option(help: "Names of types and kinds: zh-Hans or en.")
    var language = Language.chinese

    @Flag(help: "Leave out titles, descriptions, replies, addresses and points.")
    var withoutTexts = false

    @Flag(help: "Restricted cases too, where a law says so.")
    var withRestricted = false

    @Option(name: .shortAndLong, help: "File to write; standard output when there is none.")
    var output: String?

    @Flag(help: "Replace the file if it is there.")
    var force = false

    func validate() throws {
      if let from, let to, from > to {
        throw ValidationError("--from \(from) is after --to \(to).")
      }
      if excel, format != .csv { throw ValidationError("--excel goes with --format csv.") }
    }

    func run() async throws {
      try await options.withSite { site in
        let export = try site.city.requests.export()
        let file = try OutputFile(output, replacing: force)
        let bar = ProgressBar("Requests", total: 100)
        do {
          let count = try await export.run(
            wish, write: file.write, progress: { bar.show($0 * 100 / max(1, $1)) })
          try file.finish()
          Terminal.note("\(count) requests\(output.map { " in " + $0 } ?? "").\n")
        } catch {
          file.abandon()
          throw error
        }
      }
    }

    private var wish: RequestExport.Wish {
      var wish = RequestExport.Wish()
      (wish.from, wish.to, wish.types) = (from, to, Set(types))
      (wish.format, wish.forExcel, wish.language) = (format, excel, language)
      (wish.withTexts, wish.withRestricted) = (!withoutTexts, withRestricted)
      return wish
    }
  }
}

extension LocalDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension RequestExport.Format: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
