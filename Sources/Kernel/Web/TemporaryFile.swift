import CPosix
import Foundation
import Glibc

/// Files that live as long as one request.
public enum TemporaryFile {
  private static let prefix = "linli-upload-"

  /// Removes what servers that were killed have left: photos as they came, with all they tell.
  ///
  /// A folder's name says whose it is: the process and when that began, since the same number is
  /// given out again, in a container at every start. Throws the first failure, after all the rest.
  public static func sweep() throws {
    let manager = FileManager.default
    let folder = NSTemporaryDirectory()
    var failure: (any Error)?
    for name in try manager.contentsOfDirectory(atPath: folder)
    where name.hasPrefix(prefix) && isLeft(name.dropFirst(prefix.count)) {
      do { try removeFolder(folder + name) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }

  private static func isLeft(_ rest: Substring) -> Bool {
    let parts = rest.split(separator: "-")
    guard parts.count > 1, let process = pid_t(parts[0]) else { return false }
    if process == getpid() { return parts[1] != began }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  private static let began = String(posix_wall_milliseconds())

  /// A folder of its own for each request, for its owner alone, removed as a whole.
  static func makeFolder() throws -> String {
    let name = NSTemporaryDirectory() + "\(prefix)\(getpid())-\(began)-XXXXXX"
    var path = Array(name.utf8CString)
    guard mkdtemp(&path) != nil else { throw Problem(.unavailable) }
    return String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  static func removeFolder(_ path: String) throws {
    try FileManager.default.removeItem(atPath: path)
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
