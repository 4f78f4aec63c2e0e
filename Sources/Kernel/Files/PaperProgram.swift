import Foundation
import Glibc

/// Pages as PDF, through a browser without a window where one is installed.
///
/// A process for each, with a time limit and an empty environment; what it is given is a file of
/// ours with everything in it, so that it asks nobody for anything.
public struct PaperProgram: Sendable {
  public enum Fault: Error, Equatable {
    /// There is no such program on this machine.
    case missing
    case busy
    case tookTooLong
    case failed
  }

  /// Nil where none is installed.
  public let program: String?
  private let milliseconds: Int32
  private let work = BlockingWork(name: "paper", width: 1, waiting: 8)

  /// `seconds` is what one may take, also on a busy machine.
  public init(program: String? = Self.installed(), seconds: Double = 30) {
    self.program = program
    milliseconds = Int32(seconds * 1000)
  }

  public var isInstalled: Bool { program != nil }

  /// The first browser that can be run.
  public static func installed() -> String? {
    [
      "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
      "/usr/bin/chrome-headless-shell",
    ].first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// `html`: one file, its styles inside it.
  public func pdf(of html: String) async throws(Fault) -> [UInt8] {
    guard let program else { throw .missing }
    let milliseconds = milliseconds
    let outcome: Result<[UInt8], Fault>
    do {
      outcome = try await work.run { Self.run(program, html, milliseconds) }
    } catch {
      throw .busy
    }
    return try outcome.get()
  }

  private static func run(
    _ program: String, _ html: String, _ milliseconds: Int32
  ) -> Result<[UInt8], Fault> {
    // A name that nobody else has, and a folder that nobody else reads.
    var template = Array((NSTemporaryDirectory() + "/linli-paper-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { return .failure(.failed) }
    let folder = String(cString: made)
    let files = FileManager.default
    // Nothing to be done about what stays in the folder for what passes.
    defer { try? files.removeItem(atPath: folder) }
    do {
      try html.write(toFile: folder + "/page.html", atomically: false, encoding: .utf8)
    } catch {
      return .failure(.failed)
    }
    let outcome = ChildProcess.run(
      program,
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--disable-extensions", "--disable-background-networking",
        "--proxy-server=127.0.0.1:9",
        "--user-data-dir=\(folder)/profile", "--no-pdf-header-footer",
        "--print-to-pdf=\(folder)/page.pdf", "file://\(folder)/page.html",
      ], input: [], milliseconds: milliseconds)
    switch outcome {
    case .exited(0, _, _): break
    case .outOfTime: return .failure(.tookTooLong)
    case .exited, .tooMuchOutput, .notRun: return .failure(.failed)
    }
    guard let bytes = files.contents(atPath: folder + "/page.pdf"),
      bytes.starts(with: [37, 80, 68, 70])
    else { return .failure(.failed) }
    return .success(Array(bytes))
  }
}
