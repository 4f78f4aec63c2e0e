import Glibc

/// Files kept under the SHA-256 of their content, so that a name cannot lie and none is kept twice.
///
/// The layout is `ab/abcdef…`: 256 folders by the first two digits. Names come from hashes only,
/// never from what people typed. Two rows may name the same file: who deletes asks first.
public struct FileStore: Sendable {
  /// SHA-256 in 64 lower-case hexadecimal digits.
  public struct Key: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init?(rawValue: String) {
      guard rawValue.utf8.count == 64, Hex.decode(rawValue).map(Hex.encode) == rawValue else {
        return nil
      }
      self.rawValue = rawValue
    }

    public init(of bytes: [UInt8]) { rawValue = Hex.encode(SHA256.hash(bytes)) }
  }

  public enum Fault: Error, Equatable {
    case notFound
    /// What is on the disk is not what was put there: restore it from a backup.
    case damaged(Key)
    /// Too much to write or read at once: try again.
    case busy
    /// The system's `errno`, such as a full disk.
    case system(code: Int32)
  }

  public let directory: String
  private let work: BlockingWork

  /// Makes the folder and those around it, for their owner alone, where they are missing.
  public init(directory: String) throws(Fault) {
    self.directory = directory
    work = BlockingWork(name: "files", width: 4, waiting: 256)
    do {
      try Self.makeFolders(directory)
    } catch {
      throw .system(code: error.code)
    }
  }

  /// Keeps `bytes`; when this returns, a power cut does not take them away.
  public func put(_ bytes: [UInt8]) async throws(Fault) -> Key {
    try await onDisk {
      let key = Key(of: bytes)
      try $0.keep(bytes, as: key)
      return key
    }
  }

  /// - Throws: `Fault.notFound`, or `Fault.damaged` when the bytes are not the ones of that name.
  public func read(_ key: Key) async throws(Fault) -> [UInt8] {
    try await onDisk {
      let bytes = try DurableFile.read($0.path(of: key))
      guard Key(of: bytes) == key else { throw Fault.damaged(key) }
      return bytes
    }
  }

  /// Answers whether it was there.
  public func delete(_ key: Key) async throws(Fault) -> Bool {
    try await onDisk {
      let path = $0.path(of: key)
      guard unlink(path) == 0 else {
        guard errno == ENOENT else { throw DurableFile.Fault.system(errno) }
        return false
      }
      try DurableFile.syncFolder(of: path)
      return true
    }
  }

  public func has(_ key: Key) -> Bool { access(path(of: key), F_OK) == 0 }

  /// Whether there is a file of this name; a text that is no hash names none.
  public func has(_ name: String) -> Bool { Key(rawValue: name).map(has) ?? false }

  /// Where the file lies, to send it without reading it into memory, or to back it up.
  public func path(of key: Key) -> String { "\(shard(of: key))/\(key.rawValue)" }

  func onDisk<Answer: Sendable>(
    _ body: @escaping @Sendable (FileStore) throws -> Answer
  ) async throws(Fault) -> Answer {
    do {
      return try await work.attempt { try body(self) }
    } catch let fault as Fault {
      throw fault
    } catch let fault as DurableFile.Fault {
      throw fault.code == ENOENT ? .notFound : .system(code: fault.code)
    } catch {
      // `BlockingWork.Full`, the only other error there is.
      throw .busy
    }
  }
}

extension FileStore.Fault: ProblemConvertible {
  public var problem: Problem { Problem(self == .notFound ? .notFound : .unavailable) }
}
