import Foundation

/// What people at the keyboard see.
enum Terminal {
  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Notes and progress go to standard error, so that output can be piped.
  static func note(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  static let isInteractive = isatty(2) == 1
}

/// One line that fills up while long work goes on; every tenth part a line where nobody watches.
final class ProgressBar {
  private let label: String
  private let total: Int
  private var shown = -1

  init(_ label: String, total: Int) {
    self.label = label
    self.total = max(1, total)
  }

  func show(_ done: Int) {
    let percent = min(100, done * 100 / total)
    guard percent != shown else { return }
    if Terminal.isInteractive {
      let filled = percent * 30 / 100
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
      Terminal.note("\r\(label) \(bar) \(done)/\(total)")
      if done >= total { Terminal.note("\n") }
    } else if percent / 10 != shown / 10 || shown < 0 {
      Terminal.note("\(label) \(done)/\(total)\n")
    }
    shown = percent
  }
}
