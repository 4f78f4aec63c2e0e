import Foundation

/// Files that live as long as one request.
enum TemporaryFile {
  /// A folder of its own for each request, removed as a whole.
  static func makeFolder(id: String) throws -> String {
    let path = NSTemporaryDirectory() + "linli-upload-" + id
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return path
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
