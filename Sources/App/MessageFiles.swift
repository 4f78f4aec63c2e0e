import Foundation
import ServiceRequests

/// The files of public messages in a folder.
public enum MessageFiles {
  /// Those that are there, whole.
  ///
  /// - Throws: `MessageFilesFault` when there is none, or one that cannot be read.
  public static func load(
    from folder: String
  ) throws(MessageFilesFault) -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for name in PublicMessages.fileNames {
      let path = folder + "/" + name
      guard FileManager.default.fileExists(atPath: path) else { continue }
      guard let data = FileManager.default.contents(atPath: path) else {
        throw .unreadable(path)
      }
      files.append((name, [UInt8](data)))
    }
    guard !files.isEmpty else { throw .none(folder) }
    return files
  }
}

/// Why there is nothing to import.
public enum MessageFilesFault: Error, Hashable, CustomStringConvertible {
  case none(String)
  case unreadable(String)

  public var description: String {
    switch self {
    case .none(let folder):
      "\(folder) holds none of \(PublicMessages.fileNames.joined(separator: ", "))."
    case .unreadable(let path): "\(path) cannot be read; nothing was imported."
    }
  }
}
