import Foundation
import Glibc

/// Files that live as long as one request.
public enum TemporaryFile {
  private static let prefix = "linli-upload-"

  /// Removes what servers that were killed have left: photos as they came, with all they tell.
  ///
  /// A folder's name says whose it is.
  public static func sweep() throws {
    let manager = FileManager.default
    let folder = NSTemporaryDirectory()
    for name in try manager.contentsOfDirectory(atPath: folder) where name.hasPrefix(prefix) {
      let process = name.dropFirst(prefix.count).prefix { $0 != "-" }
      guard let process = pid_t(process), kill(process, 0) != 0, errno == ESRCH else { continue }
      try removeFolder(folder + name)
    }
  }

  /// A folder of its own for each request, for its owner alone, removed as a whole.
  static func makeFolder() throws -> String {
    let name = NSTemporaryDirectory() + "\(prefix)\(getpid())-XXXXXX"
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
