import App
import ArgumentParser
import Directory
import Foundation
import Kernel

extension Import {
  struct Directory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a file of the directory and put it in force.",
      discussion: """
        Reads .xlsx, or CSV in UTF-8 or GB 18030. The first row names the columns, in Chinese, \
        English or by key, and so says whether it is organisations, regions, grids, posts or \
        holidays: linli export directory writes a pattern. Every row is checked first; with one \
        fault nothing is changed.

          linli import directory units.xlsx --check
          linli import directory grids.csv --complete
        """)

    @OptionGroup var options: DataOptions

    @Argument(help: "The file.")
    var file: String

    @Flag(help: "Only say what would change.")
    var check = false

    @Flag(help: "The file is complete: what is not in it ends today.")
    var complete = false

    @Option(help: "Language of the report: zh-Hans or en.")
    var language = Language.english

    func run() async throws {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Complaint("\(file) cannot be read.\nSee: linli import directory --help")
      }
      try await options.withSite { site in
        let name = String(file.split(separator: "/").last ?? "")
        let report = try await site.city.registers.bring(
          [UInt8](data), named: name, isComplete: complete, onlyChecked: check, in: language)
        _ = try await site.deliverEvents()
        for line in report.lines { Terminal.say(line) }
        if report.isRefused { throw ExitCode.failure }
      }
    }
  }
}

extension Export {
  struct Directory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a register of the directory as a file.",
      discussion: """
        Registers: units, regions, grids, posts, shifts, rules, holidays. Formats: xlsx, csv (UTF-8 with the \
        mark by which Excel knows it), utf8 (without), gb18030. Reading the file back changes \
        nothing.

          linli export directory units --output units.xlsx
          linli export directory grids --format gb18030 --language zh-Hans --output grids.csv
        """)

    @OptionGroup var options: DataOptions

    @Argument(help: "Which register.")
    var register: String

    @Option(help: "xlsx, csv, utf8 or gb18030.")
    var format = "xlsx"

    @Option(help: "Names of the columns: zh-Hans or en.")
    var language = Language.chinese

    @Option(name: .shortAndLong, help: "File to write; standard output when there is none.")
    var output: String?

    @Flag(help: "Replace the file if it is there.")
    var force = false

    func validate() throws {
      if !RegisterFiles.registers.contains(register) {
        throw ValidationError(
          "There is no register \(register): choose \(RegisterFiles.registers.joined(separator: ", "))."
        )
      }
      if !RegisterFiles.formats.contains(format) {
        throw ValidationError(
          "There is no format \(format): choose \(RegisterFiles.formats.joined(separator: ", ")).")
      }
    }

    func run() async throws {
      try await options.withSite { site in
        let bytes = try await site.city.registers.export(register, as: format, in: language)
        let file = try OutputFile(output, replacing: force)
        do {
          try file.write(bytes)
          try file.finish()
        } catch {
          file.abandon()
          throw error
        }
      }
    }
  }
}
