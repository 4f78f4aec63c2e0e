import CPosix
public import Glibc

/// Writing a file so that after a power cut it is there whole, or not at all.
public enum DurableFile {
  public enum Fault: Error, Equatable {
    case exists
    /// The system's `errno`.
    case system(Int32)

    public var code: Int32 {
      switch self {
      case .exists: EEXIST
      case .system(let code): code
      }
    }
  }

  /// What files being written end in; a crash may leave some behind.
  static let temporarySuffix = ".tmp"

  /// Writes beside `path`, syncs, moves into place and syncs the folder.
  ///
  /// - Throws: `Fault.exists` when `replacing` is false and the file is there, even if it came into
  ///   being meanwhile.
  public static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t, replacing: Bool
  ) throws(Fault) {
    let temporary = "\(path).\(Hex.encode(SecureRandom.bytes(8)))\(temporarySuffix)"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw .system(errno) }
    do {
      defer { close(file) }
      try writeAll(bytes, to: file)
      // A disk that is full or failing says so here at the latest, so `close` has nothing to add.
      try check(fsync(file))
    } catch {
      unlink(temporary)
      throw error
    }
    try move(temporary, to: path, replacing: replacing)
    try syncFolder(of: path)
  }

  /// Copies a file of any size; `path` must not be there.
  ///
  /// - Throws: `Fault.exists`, even if it came into being meanwhile.
  public static func copy(
    _ source: String, to path: String, mode: mode_t
  ) throws(Fault) {
    let temporary = "\(path).\(Hex.encode(SecureRandom.bytes(8)))\(temporarySuffix)"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw .system(errno) }
    do {
      defer { close(file) }
      try eachPiece(of: source) { (piece) throws(Fault) in try writeAll(piece, to: file) }
      try check(fsync(file))
    } catch {
      unlink(temporary)
      throw error
    }
    try move(temporary, to: path, replacing: false)
    try syncFolder(of: path)
  }

  /// Moves a finished folder to a name that is not there.
  public static func moveFolder(_ folder: String, to path: String) throws(Fault) {
    guard access(path, F_OK) != 0 else { throw .exists }
    try check(rename(folder, path))
    try syncFolder(of: path)
  }

  /// The file from its start, a megabyte at a time.
  public static func eachPiece(
    of path: String, _ visit: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(errno) }
    defer { close(file) }
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = Glibc.read(file, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system(errno) }
      guard count > 0 else { return }
      try visit(count == piece.count ? piece : Array(piece[..<count]))
    }
  }

  /// Moves a synced file into place; the temporary name is gone afterwards in any case.
  public static func move(
    _ temporary: String, to path: String, replacing: Bool
  ) throws(Fault) {
    // `link` refuses an existing name atomically, which `rename` does not.
    let result = replacing ? rename(temporary, path) : link(temporary, path)
    let code = errno
    if result != 0 || !replacing { unlink(temporary) }
    guard result == 0 else { throw code == EEXIST ? .exists : .system(code) }
  }

  /// Makes the names in the folder of `path` survive a power cut.
  public static func syncFolder(of path: String) throws(Fault) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw .system(errno) }
    defer { close(file) }
    try check(fsync(file))
  }

  /// The whole file.
  static func read(_ path: String) throws(Fault) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(errno) }
    defer { close(file) }
    let size = Int(posix_file_size(file))
    guard size >= 0 else { throw .system(errno) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let count = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, size - filled)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { failure = errno }
        guard count > 0 else { break }
        filled += count
      }
    }
    guard failure == 0 else { throw .system(failure) }
    return bytes
  }

  static func writeAll(_ bytes: [UInt8], to file: Int32) throws(Fault) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .system(errno) }
      start += count
    }
  }

  static func check(_ result: Int32) throws(Fault) {
    guard result == 0 else { throw .system(errno) }
  }
}
