import Foundation
import Glibc
import Testing

@testable import Kernel

struct DurableFileTests {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "/linli-durable-" + World.live.newID()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func clear() { try? FileManager.default.removeItem(atPath: folder) }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func `a file comes into being whole, and nothing else stays`() throws {
    defer { clear() }

    try DurableFile.write([1, 2, 3], to: folder + "/a", mode: 0o600, replacing: false)

    #expect(try DurableFile.read(folder + "/a") == [1, 2, 3])
    #expect(try names() == ["a"])
  }

  @Test func `an existing file is kept or replaced, as asked, and nothing else stays`() throws {
    defer { clear() }
    try DurableFile.write([1], to: folder + "/a", mode: 0o600, replacing: false)

    #expect(throws: DurableFile.Fault.exists) {
      try DurableFile.write([2], to: folder + "/a", mode: 0o600, replacing: false)
    }
    #expect(try DurableFile.read(folder + "/a") == [1])
    try DurableFile.write([2], to: folder + "/a", mode: 0o600, replacing: true)

    #expect(try DurableFile.read(folder + "/a") == [2])
    #expect(try names() == ["a"])
  }

  @Test func `of many writers one wins and none leaves anything behind`() async throws {
    defer { clear() }
    let path = folder + "/a"

    let won = await withTaskGroup(of: Bool.self) { group in
      for number in UInt8(0)..<16 {
        group.addTask {
          do {
            try DurableFile.write([number], to: path, mode: 0o600, replacing: false)
            return true
          } catch {
            return false
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }

    #expect(won == 1)
    #expect(try names() == ["a"])
  }

  @Test func `a full disk is told and not taken for success`() throws {
    defer { clear() }
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    #expect(full >= 0)

    #expect(throws: DurableFile.Fault.system(ENOSPC)) { try DurableFile.writeAll([1], to: full) }
    #expect(throws: DurableFile.Fault.system(EBADF)) { try DurableFile.check(fsync(-1)) }
  }

  @Test func `a folder or file that is not there is told`() throws {
    defer { clear() }
    let path = folder + "/none/a"

    #expect(throws: DurableFile.Fault.system(ENOENT)) {
      try DurableFile.write([1], to: path, mode: 0o600, replacing: false)
    }
    #expect(throws: DurableFile.Fault.system(ENOENT)) { try DurableFile.syncFolder(of: path) }
    #expect(throws: DurableFile.Fault.system(ENOENT)) { try DurableFile.read(folder + "/a") }
    #expect(try names() == [])
  }

  @Test func `a shard that cannot be written in is told by the store`() async throws {
    defer { clear() }
    let store = try FileStore(directory: folder + "/files")
    let key = FileStore.Key(of: [1])
    // A file stands where the folder should be.
    try DurableFile.write([9], to: store.shard(of: key), mode: 0o600, replacing: false)

    await #expect(throws: FileStore.Fault.system(code: ENOTDIR)) { try await store.put([1]) }

    #expect(!store.has(key))
  }

  @Test func `two stores over one folder keep one file`() async throws {
    defer { clear() }
    let stores = try (0..<2).map { _ in try FileStore(directory: folder + "/files") }

    let keys = try await withThrowingTaskGroup(of: FileStore.Key.self) { group in
      for store in stores + stores { group.addTask { try await store.put([7]) } }
      return try await group.reduce(into: Set<FileStore.Key>()) { $0.insert($1) }
    }

    #expect(keys.count == 1)
    #expect(try stores[0].all() == Array(keys))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: stores[1].shard(of: .init(of: [7]))).count
        == 1)
  }
}
