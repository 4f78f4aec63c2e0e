import Foundation
import Synchronization

/// Folders for the files of tests, all of them gone when the process ends.
public enum ScratchFolder {
  /// A name that nothing stands under yet.
  public static func make() throws -> String {
    let number = count.withLock { count in
      count += 1
      return count
    }
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    return "\(root)/\(number)"
  }

  private static let count = Mutex(0)

  private static let root: String = {
    let path =
      NSTemporaryDirectory() + "/linli-scratch-\(ProcessInfo.processInfo.processIdentifier)"
    leftovers.withLock { $0 = path }
    atexit { leftovers.withLock { try? FileManager.default.removeItem(atPath: $0) } }
    return path
  }()
}

/// The folder to remove when the process ends; `atexit` takes no context.
private let leftovers = Mutex("")
