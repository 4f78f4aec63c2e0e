import Foundation
import HTTPTypes
import Hummingbird

/// Files on disk that are served as they are: only those found at start, by their exact names.
public struct StaticFolders: Sendable {
  struct File: Sendable {
    let path: String
    let contentType: String
    let hash: String
  }

  private let files: [String: File]

  /// - Parameter folders: name in the address and folder on disk; a missing folder serves nothing.
  public init(_ folders: [(name: String, path: String)]) {
    var files: [String: File] = [:]
    for (name, root) in folders {
      let enumerator = FileManager.default.enumerator(atPath: root)
      while let path = enumerator?.nextObject() as? String {
        guard let type = Self.contentType(of: path),
          let bytes = FileManager.default.contents(atPath: root + "/" + path)
        else { continue }
        files[name + "/" + path] = File(
          path: root + "/" + path, contentType: type,
          hash: String(Hex.encode(SHA256.hash([UInt8](bytes))).prefix(16)))
      }
    }
    self.files = files
  }

  func answer(_ call: Call, folder: String, path: String) throws -> Response {
    guard let file = files[folder + "/" + path] else { throw Problem(.notFound) }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
    return call.file(bytes, type: file.contentType, hash: file.hash, isImmutable: false)
  }

  private static func contentType(of path: String) -> String? {
    switch path.split(separator: ".").last {
    case "js": "text/javascript; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "png": "image/png"
    case "svg": "image/svg+xml"
    case "geojson": "application/geo+json"
    default: nil
    }
  }
}
