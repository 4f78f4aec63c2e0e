import Foundation
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// The real public messages, where `LINLI_PUBLIC_DATA` names their folder or the one around it.
enum RealMessages {
  static let hint: Comment = "set LINLI_PUBLIC_DATA to the folder with messages.csv"

  static let folder: String? = {
    guard let root = ProcessInfo.processInfo.environment["LINLI_PUBLIC_DATA"] else { return nil }
    return [root, root + "/public-messages"].first {
      FileManager.default.fileExists(atPath: $0 + "/messages.csv")
    }
  }()

  static var isHere: Bool { folder != nil }

  /// The files as the import takes them.
  static func files() -> [(name: String, bytes: [UInt8])] {
    guard let folder else { return [] }
    return PublicMessages.fileNames.compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map { (name, [UInt8]($0)) }
    }
  }

  /// The head and the first `count` rows of each.
  static func files(first count: Int) throws -> [(name: String, bytes: [UInt8])] {
    try files().map { file in
      let rows = try CSV.parse(file.bytes).prefix(count + 1)
      let lines = rows.map { $0.fields.map(CSV.field).joined(separator: ",") }
      return (file.name, Array((lines.joined(separator: "\n") + "\n").utf8))
    }
  }

  /// Every row as text, for looking the plain way.
  static func rows() -> [MessageRow] {
    files().flatMap { MessageRow.read($0.name, $0.bytes, now: TestClock.start).rows }
  }
}
