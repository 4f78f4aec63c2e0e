import CPosix
import FoundationEssentials
import Glibc

extension SecretKeys {
  /// Reads the key file, making it with fresh keys (mode 0600) if there is none.
  ///
  /// The file is JSON: a list of `{id, purpose, key (base64), createdAt}`. Who loses it loses every
  /// sealed column, so backups carry it, apart from the data.
  /// - Throws: `SecretFault`, with a file that others may read among the refusals.
  public static func load(path: String, world: World) throws(SecretFault) -> SecretKeys {
    if let keys = try read(path) { return keys }
    guard let fresh = fresh(world: world) else { throw .keyFileMalformed(path: path) }
    try fresh.write(to: path, replacing: false)
    // Read back: if another process was quicker, its keys are the ones in force.
    guard let keys = try read(path) else { throw .keyFile(path: path, code: ENOENT) }
    return keys
  }

  /// The keys of a file that is there; nil, and no file made, when it is not.
  ///
  /// - Throws: `SecretFault`, with a file that others may read among the refusals.
  public static func loadExisting(path: String) throws(SecretFault) -> SecretKeys? {
    try read(path)
  }

  /// Replaces the key file at once or not at all, for instance after adding a key.
  public func save(path: String) throws(SecretFault) { try write(to: path, replacing: true) }

  private struct Entry: Codable {
    var id: String
    var purpose: Purpose
    var key: Data
    var createdAt: Timestamp
  }

  /// Nil when there is no such file.
  private static func read(_ path: String) throws(SecretFault) -> SecretKeys? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      guard errno == ENOENT else { throw .keyFile(path: path, code: errno) }
      return nil
    }
    defer { close(file) }
    let mode = posix_file_mode(file)
    let size = posix_file_size(file)
    guard mode >= 0, size >= 0 else { throw .keyFile(path: path, code: errno) }
    guard mode & 0o077 == 0 else { throw .keyFileOpenToOthers(path: path) }
    // A key is some 150 bytes: more than a megabyte is not a key file.
    guard mode & Int64(S_IFMT) == S_IFREG, size < 1 << 20 else {
      throw .keyFileMalformed(path: path)
    }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    guard Glibc.read(file, &bytes, bytes.count) == bytes.count else {
      throw .keyFile(path: path, code: EIO)
    }
    guard let entries = try? JSONDecoder().decode([Entry].self, from: Data(bytes)) else {
      throw .keyFileMalformed(path: path)
    }
    let list = entries.compactMap {
      Key(id: $0.id, purpose: $0.purpose, bytes: Array($0.key), createdAt: $0.createdAt)
    }
    guard list.count == entries.count, let keys = SecretKeys(list) else {
      throw .keyFileMalformed(path: path)
    }
    return keys
  }

  private func write(to path: String, replacing: Bool) throws(SecretFault) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let entries = keys.map {
      Entry(id: $0.id, purpose: $0.purpose, key: Data($0.bytes), createdAt: $0.createdAt)
    }
    guard let text = try? encoder.encode(entries) else { throw .keyFileMalformed(path: path) }
    do {
      try DurableFile.write(Array(text) + [10], to: path, mode: 0o600, replacing: replacing)
    } catch DurableFile.Fault.exists {
      return
    } catch {
      throw .keyFile(path: path, code: error.code)
    }
  }
}
