import Kernel
import KernelTesting
import Logging
import Synchronization

extension Logger {
  /// For what a test lets fail on purpose.
  static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// What several threads of a test write down.
final class Notes: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}

/// Something a test breaks and mends.
final class Switch: Sendable {
  struct Broken: Error {}

  private let state: Mutex<Bool>

  init(broken: Bool) { state = Mutex(broken) }

  func set(broken: Bool) { state.withLock { $0 = broken } }
  func pass() throws { if state.withLock({ $0 }) { throw Broken() } }
}
