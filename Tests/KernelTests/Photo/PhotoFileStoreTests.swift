import Foundation
import Kernel
import Testing

struct PhotoFileStoreTests {
  let folder: String
  let store: FileStore

  init() throws {
    folder = NSTemporaryDirectory() + "/linli-files-" + World.live.newID()
    store = try FileStore(directory: folder)
  }

  private func clear() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `what is put is read again under the hash of its content`() async throws {
    defer { clear() }
    let key = try await store.put(Array("abc".utf8))
    #expect(
      key.rawValue == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(store.has(key))
    #expect(try await store.read(key) == Array("abc".utf8))
    #expect(store.path(of: key).hasSuffix("/ba/" + key.rawValue))
  }

  @Test func `large and empty files come back whole`() async throws {
    defer { clear() }
    for count in [0, 1, 3_000_000] {
      let bytes = [UInt8](repeating: 9, count: count)
      let key = try await store.put(bytes)
      #expect(try await store.read(key) == bytes)
    }
  }

  @Test func `files and folders are for their owner alone`() async throws {
    defer { clear() }
    let key = try await store.put([1])
    for (path, mode) in [(folder, 0o700), (store.path(of: key), 0o600)] {
      let facts = try FileManager.default.attributesOfItem(atPath: path)
      #expect(facts[.posixPermissions] as? Int == mode)
    }
  }

  @Test func `the same content at the same time is kept once`() async throws {
    defer { clear() }
    let store = store
    let keys = try await withThrowingTaskGroup(of: FileStore.Key.self) { group in
      for _ in 0..<20 { group.addTask { try await store.put([1, 2, 3]) } }
      return try await group.reduce(into: Set<FileStore.Key>()) { $0.insert($1) }
    }
    let key = try #require(keys.first)
    let shard = folder + "/" + key.rawValue.prefix(2)
    #expect(keys.count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: shard).count == 1)
  }

  @Test func `what is deleted is gone, and deleting twice says so`() async throws {
    defer { clear() }
    let key = try await store.put([1])
    #expect(try await store.delete(key))
    #expect(try await !store.delete(key))
    #expect(!store.has(key))
    await #expect(throws: FileStore.Fault.notFound) { try await store.read(key) }
  }

  @Test func `a file changed on the disk is noticed`() async throws {
    defer { clear() }
    let key = try await store.put([1, 2, 3])
    try Data([1, 2, 4]).write(to: URL(fileURLWithPath: store.path(of: key)))
    await #expect(throws: FileStore.Fault.damaged(key)) { try await store.read(key) }
  }

  @Test func `walking names every file and nothing half-written`() async throws {
    defer { clear() }
    var put: Set<FileStore.Key> = []
    for byte in UInt8(0)..<50 { put.insert(try await store.put([byte])) }
    let one = try #require(put.first)
    let leftover = store.path(of: one) + ".0011223344556677.tmp"
    try Data([1]).write(to: URL(fileURLWithPath: leftover))

    var walked: [FileStore.Key] = []
    try store.walk { walked.append($0) }

    #expect(Set(walked) == put)
    #expect(walked.map(\.rawValue) == put.map(\.rawValue).sorted())
    let now = World.live.now()
    #expect(try store.removeLeftovers(before: now.adding(days: -1)) == 0)
    #expect(try store.removeLeftovers(before: now.adding(minutes: 1)) == 1)
    #expect(!FileManager.default.fileExists(atPath: leftover))
    #expect(try await store.read(one).count == 1)
  }

  @Test(arguments: [
    "", "../../etc/passwd", String(repeating: "A", count: 64), String(repeating: "a", count: 63),
    String(repeating: "a", count: 62) + "/.", String(repeating: "g", count: 64),
  ])
  func `a key is a hash and nothing else`(text: String) {
    defer { clear() }
    #expect(FileStore.Key(rawValue: text) == nil)
    #expect(!store.has(text))
  }

  @Test func `a folder that cannot be made is told with the system's code`() {
    defer { clear() }
    #expect(throws: FileStore.Fault.system(code: 20)) {
      try FileStore(directory: "/etc/passwd/files")
    }
  }
}
