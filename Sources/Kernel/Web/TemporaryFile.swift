import Foundation
import Glibc
import Synchronization

/// Files that live as long as one request.
public enum TemporaryFile {
  private static let prefix = "linli-upload-"

  /// Removes what servers that were killed have left: photos as they came, with all they tell.
  ///
  /// A folder's name says whose it is. One with our own number that we did not make is another's
  /// who had it before: in a container every start has the same. Throws the first failure, after
  /// all the rest.
  public static func sweep() throws {
    let manager = FileManager.default
    let folder = NSTemporaryDirectory()
    var failure: (any Error)?
    for name in try manager.contentsOfDirectory(atPath: folder)
    where name.hasPrefix(prefix) && isLeft(name) {
      do { try removeFolder(folder + name) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }

  private static func isLeft(_ name: String) -> Bool {
    let process = name.dropFirst(prefix.count).prefix { $0 != "-" }
    guard let process = pid_t(process) else { return false }
    if process == getpid() { return !made.withLock { $0.contains(name) } }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  /// Names of the folders that requests of ours have now.
  private static let made = Mutex<Set<String>>([])

  /// A folder of its own for each request, for its owner alone, removed as a whole.
  static func makeFolder() throws -> String {
    let name = NSTemporaryDirectory() + "\(prefix)\(getpid())-XXXXXX"
    var path = Array(name.utf8CString)
    return try made.withLock { made in
      guard mkdtemp(&path) != nil else { throw Problem(.unavailable) }
      let folder = String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      made.insert(String(folder.dropFirst(NSTemporaryDirectory().count)))
      return folder
    }
  }

  static func removeFolder(_ path: String) throws {
    try FileManager.default.removeItem(atPath: path)
    _ = made.withLock { $0.remove(String(path.dropFirst(NSTemporaryDirectory().count))) }
  }

  static func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func create(_ path: String) throws -> FileHandle {
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw Problem(.unavailable) }
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }
}
