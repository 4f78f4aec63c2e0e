import Foundation
import Testing

@testable import Kernel

struct TemporaryFileTests {
  @Test func `what a dead process left is swept, and nobody else's`() throws {
    let manager = FileManager.default
    let own = try TemporaryFile.makeFolder()
    defer { try? manager.removeItem(atPath: own) }
    // Above the highest number that Linux gives to a process.
    // In a container every start has the same number.
    let all = ["4194305-abcdef", "\(ProcessInfo.processInfo.processIdentifier)-abcdef"].map {
      NSTemporaryDirectory() + "linli-upload-" + $0
    }
    for left in all {
      try manager.createDirectory(atPath: left, withIntermediateDirectories: true)
      try Data([1]).write(to: URL(fileURLWithPath: left + "/0"))
    }

    try TemporaryFile.sweep()

    #expect(all.filter(manager.fileExists) == [])
    #expect(manager.fileExists(atPath: own))
  }
}
