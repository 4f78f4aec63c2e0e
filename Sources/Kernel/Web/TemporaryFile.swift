import Foundation
import Glibc

/// Files that live as long as one request.
enum TemporaryFile {
  /// A folder of its own for each request, for its owner alone, removed as a whole.
  static func makeFolder() throws -> String {
    var path = Array((NSTemporaryDirectory() + "linli-upload-XXXXXX").utf8CString)
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
