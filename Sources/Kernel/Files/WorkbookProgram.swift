import Glibc

/// Office workbooks (.xlsx) as rows of texts, and back.
///
/// The unpacking and the XML happen in the program `linli-sheet`, a process for each workbook, so
/// that a hostile file meets neither the server's memory nor its keys (docs/adr/0017).
public struct WorkbookProgram: Sendable {
  public enum Fault: Error, Equatable {
    case notAWorkbook
    /// Cut off, damaged or built to harm.
    case broken
    /// More than 16 MB, or more than that once unpacked.
    case tooLarge
    /// More than 20,000 rows below the head.
    case tooManyRows
    /// Too many workbooks at once: try again.
    case busy
    case tookTooLong
    /// The program is missing or fails whatever it is given.
    case unavailable(code: Int)
  }

  /// Before the value of a cell that a formula computes.
  public static let computedMark: Character = "\u{5}"

  private let program: String
  private let milliseconds: Int32
  private let work = BlockingWork(name: "workbooks", width: 2, waiting: 16)

  /// `seconds` is what one workbook may take, also on a busy machine.
  public init(program: String? = nil, seconds: Double = 30) {
    self.program = program ?? ChildProcess.besideThisOne("linli-sheet")
    milliseconds = Int32(seconds * 1000)
  }

  /// The first sheet, row by row; rows that are left out are empty.
  public func rows(of workbook: [UInt8]) async throws(Fault) -> [[String]] {
    let output = try await run("read", workbook)
    let text = String(decoding: output, as: UTF8.self)
    return text.split(separator: "\u{1E}", omittingEmptySubsequences: false).dropLast().map { row in
      row.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// A workbook of one sheet, the first row its head; every cell is a text.
  public func workbook(of rows: [[String]]) async throws(Fault) -> [UInt8] {
    let text = rows.map { row in
      row.map { $0.filter { $0 != "\u{1E}" && $0 != "\u{1F}" } }.joined(separator: "\u{1F}")
        + "\u{1E}"
    }.joined()
    return try await run("write", Array(text.utf8))
  }

  private func run(_ argument: String, _ input: [UInt8]) async throws(Fault) -> [UInt8] {
    let (program, milliseconds) = (program, milliseconds)
    let ended: ChildProcess.Outcome
    do {
      ended = try await work.run {
        ChildProcess.run(program, [argument], input: input, milliseconds: milliseconds)
      }
    } catch {
      throw .busy
    }
    switch ended {
    case .exited(0, let output, _): return output
    case .exited(let status, _, _): throw Self.fault(status)
    case .outOfTime: throw .tookTooLong
    case .tooMuchOutput: throw .tooLarge
    case .notRun(let code): throw .unavailable(code: Int(code))
    }
  }

  /// The endings of `Sources/linli-sheet/sheet.h`.
  private static func fault(_ status: Int32) -> Fault {
    switch status {
    case 65: .notAWorkbook
    case 66: .broken
    case 67: .tooLarge
    case 68: .tooManyRows
    case 128 + SIGXCPU: .tookTooLong
    // A reader that falls over a file has met a broken file; the server goes on.
    case 128 + SIGSEGV, 128 + SIGABRT, 128 + SIGBUS, 128 + SIGFPE, 128 + SIGILL, 128 + SIGTRAP:
      .broken
    default: .unavailable(code: Int(status))
    }
  }
}
