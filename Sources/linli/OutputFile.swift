import Foundation
import Kernel

/// A file that has its name only once it is whole, or standard output.
struct OutputFile {
  private let path: String?
  private let partial: String
  private let replacing: Bool
  private let handle: FileHandle

  /// - Throws: `Complaint` when the file is there and may not be replaced, or cannot be made.
  init(_ path: String?, replacing: Bool) throws {
    self.path = path
    self.replacing = replacing
    guard let path else {
      partial = ""
      handle = .standardOutput
      return
    }
    if !replacing, FileManager.default.fileExists(atPath: path) {
      throw Complaint("\(path) is already there: choose another name, or replace it with --force.")
    }
    partial = path + "." + World.live.newID() + ".partial"
    // It holds what people wrote: for nobody else on this machine.
    let isMade = FileManager.default.createFile(
      atPath: partial, contents: nil, attributes: [.posixPermissions: 0o600])
    guard isMade, let handle = FileHandle(forWritingAtPath: partial) else {
      throw Complaint("\(path) cannot be written: is the folder there, and may you write in it?")
    }
    self.handle = handle
  }

  func write(_ text: String) throws { try handle.write(contentsOf: Data(text.utf8)) }
  func write(_ bytes: [UInt8]) throws { try handle.write(contentsOf: Data(bytes)) }

  /// Puts the file in place, on disk.
  func finish() throws {
    guard let path else { return }
    try handle.synchronize()
    try handle.close()
    do throws(DurableFile.Fault) {
      try DurableFile.move(partial, to: path, replacing: replacing)
      try DurableFile.syncFolder(of: path)
    } catch {
      guard error == .exists else { throw error }
      throw Complaint("\(path) has come into being meanwhile: choose another name, or --force.")
    }
  }

  /// Leaves nothing behind; what went to standard output has gone.
  func abandon() {
    guard path != nil else { return }
    _ = unlink(partial)
  }
}
