import Foundation
import Synchronization

/// What people at the keyboard see.
enum Terminal {
  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Notes and progress go to standard error, so that output can be piped.
  static func note(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  static let isInteractive = isatty(2) == 1

  /// Whether a bar stands on the current line.
  fileprivate static let hasOpenLine = Mutex(false)

  /// What is said next begins a line of its own.
  static func endLine() {
    let wasOpen = hasOpenLine.withLock { open in
      defer { open = false }
      return open
    }
    if wasOpen { note("\n") }
  }
}

/// One line that fills up while long work goes on; every tenth part a line where nobody watches.
final class ProgressBar: Sendable {
  private let label: String
  private let total: Int
  private let shown = Mutex(-1)

  init(_ label: String, total: Int) {
    self.label = label
    self.total = max(1, total)
  }

  func show(_ done: Int) {
    let percent = min(100, done * 100 / total)
    let before = shown.withLock { shown in
      defer { shown = percent }
      return shown
    }
    guard percent != before else { return }
    if Terminal.isInteractive {
      let filled = percent * 30 / 100
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
      Terminal.note("\r\(label) \(bar) \(done)/\(total)")
      Terminal.hasOpenLine.withLock { $0 = true }
      if done >= total { Terminal.endLine() }
    } else if before < 0 || percent / 10 != before / 10 {
      Terminal.note("\(label) \(done)/\(total)\n")
    }
  }
}
