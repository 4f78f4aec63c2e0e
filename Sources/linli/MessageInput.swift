import ArgumentParser
import Foundation
import Language

/// Options and steps of the commands that make one CSV file of another.
struct MessageInput: ParsableArguments {
  @Option(help: "CSV file to read, UTF-8 or GB 18030.")
  var messages: String

  @Option(name: .customLong("out"), help: "CSV file to write; standard output when there is none.")
  var output: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @Flag(help: "Leave bad rows out instead of writing nothing; they are listed all the same.")
  var skipBad = false

  private static let mostListed = 50

  /// The rows as values; bad ones are listed on standard error.
  ///
  /// - Throws: `Complaint` when the file is none of these, or a row is bad and none may be left out.
  func read<Value>(
    _ columns: [String], _ row: (MessageSheet.Row) throws(MessageSheet.BadRow) -> Value
  ) throws -> [Value] {
    guard let data = FileManager.default.contents(atPath: messages) else {
      throw Complaint("\(messages) cannot be read: is it there, and may you read it?")
    }
    let sheet: MessageSheet
    do throws(MessageSheet.Fault) {
      sheet = try MessageSheet([UInt8](data), columns: columns)
    } catch {
      throw Complaint("\(messages): \(error).")
    }
    let (values, bad) = sheet.map(row)
    for one in bad.prefix(Self.mostListed) {
      Terminal.note("\(messages) line \(one.line): \(one.reason)\n")
    }
    if bad.count > Self.mostListed {
      Terminal.note("… and \(bad.count - Self.mostListed) bad rows more\n")
    }
    guard bad.isEmpty || skipBad, !values.isEmpty else {
      throw Complaint(
        "\(bad.count) bad rows of \(values.count + bad.count), nothing was written: "
          + "put them right, or leave them out with --skip-bad.")
    }
    return values
  }

  /// Rules from a file, or the shipped ones.
  func rules<Rules: Decodable>(_ path: String?, shipped: Rules) throws -> Rules {
    guard let path else { return shipped }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Complaint("\(path) cannot be read: is it there, and may you read it?")
    }
    do { return try JSONDecoder().decode(Rules.self, from: data) } catch {
      throw Complaint("\(path) holds no such rules: \(error)")
    }
  }

  /// The file is there whole or not at all.
  func write(_ lines: [String]) throws {
    let file = try OutputFile(output, replacing: force)
    do {
      try file.write(lines.joined())
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }
}
