import Foundation

/// Files by the SHA-256 of their content, in a folder of the site.
///
/// The same content is stored once; a name can only be a hash, so nothing a person wrote becomes
/// a path. A file is on disk, synced, before its hash is returned.
public struct FileStore: Sendable {
  public let directory: String

  public init(directory: String) throws {
    self.directory = directory
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  /// Stores the bytes and returns their hash, 64 hexadecimal digits.
  public func put(_ bytes: [UInt8]) throws -> String {
    let hash = Hex.encode(SHA256.hash(bytes))
    let target = try path(of: hash)
    if FileManager.default.fileExists(atPath: target) { return hash }
    let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let part = target + ".part-" + Hex.encode(SecureRandom.bytes(8))
    guard
      FileManager.default.createFile(
        atPath: part, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw Problem(.unavailable) }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: part))
    try handle.write(contentsOf: bytes)
    try handle.synchronize()
    try handle.close()
    if rename(part, target) != 0 {
      try FileManager.default.removeItem(atPath: part)
      throw Problem(.unavailable)
    }
    // The new name is in the folder only once the folder is synced too.
    let parent = open(folder, O_RDONLY)
    guard parent >= 0 else { throw Problem(.unavailable) }
    fsync(parent)
    close(parent)
    return hash
  }

  /// Whether there is a file of this name; false for what cannot be one.
  public func has(_ hash: String) -> Bool {
    guard let path = try? path(of: hash) else { return false }
    return FileManager.default.fileExists(atPath: path)
  }

  /// Throws `Problem(.notFound)` when there is no such file.
  public func read(_ hash: String) throws -> [UInt8] {
    let path = try path(of: hash)
    guard let data = FileManager.default.contents(atPath: path) else { throw Problem(.notFound) }
    return [UInt8](data)
  }

  public func delete(_ hash: String) throws {
    let path = try path(of: hash)
    if FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
  }

  /// Every stored hash, for backups.
  public func all() throws -> [String] {
    let found = FileManager.default.enumerator(atPath: directory)
    var hashes: [String] = []
    while let path = found?.nextObject() as? String {
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      if Self.isHash(name) { hashes.append(name) }
    }
    return hashes.sorted()
  }

  public func path(of hash: String) throws -> String {
    guard Self.isHash(hash) else { throw Problem(.notFound) }
    return directory + "/" + hash.prefix(2) + "/" + hash
  }

  private static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
