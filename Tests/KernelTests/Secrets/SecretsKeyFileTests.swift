import Foundation
import Kernel
import Testing

struct SecretsKeyFileTests {
  let folder: String
  var path: String { folder + "/keys.json" }

  init() throws {
    folder = NSTemporaryDirectory() + "/linli-keys-" + World.live.newID()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  private func mode() throws -> Int {
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(facts[.posixPermissions] as? Int)
  }

  private func put(_ text: String, mode: Int = 0o600) throws {
    #expect(
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
  }

  @Test func `a missing key file is made for its owner alone and read the same again`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let place = Sealed.Place(table: "t", column: "c", row: "r")

    let made = try SecretKeys.load(path: path, world: .live)
    let read = try SecretKeys.load(path: path, world: .live)

    #expect(try mode() == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["keys.json"])
    for purpose in SecretKeys.Purpose.allCases {
      #expect(try made.newest(purpose).bytes == read.newest(purpose).bytes)
      #expect(try made.newest(purpose).createdAt == read.newest(purpose).createdAt)
    }
    #expect(try Sealed(sealing: "a", in: place, keys: made).open(in: place, keys: read) == "a")
    #expect(try made.newest(.encrypt).bytes != made.newest(.lookup).bytes)
  }

  @Test func `a key added and saved is the newest after reading`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let keys = try SecretKeys.load(path: path, world: .live)
    let key = try #require(SecretKeys.Key.make(.encrypt, world: .live))

    try #require(keys.adding(key)).save(path: path)

    let read = try SecretKeys.load(path: path, world: .live)
    #expect(try read.newest(.encrypt).id == key.id)
    #expect(read.all(.encrypt).count == 2)
    #expect(try mode() == 0o600)
  }

  @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o610])
  func `a key file that others may read is refused`(mode: Int) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try SecretKeys.load(path: path, world: .live)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(throws: SecretFault.keyFileOpenToOthers(path: path)) {
      try SecretKeys.load(path: path, world: .live)
    }
  }

  @Test(arguments: [
    "", "{}", "[",
    #"[{"id":"e1","purpose":"encrypt","key":"AAAA","createdAt":"2026-11-24T10:00:00Z"}]"#,
    #"[{"id":"e1","purpose":"other","key":"AAAA","createdAt":"2026-11-24T10:00:00Z"}]"#,
  ])
  func `a key file that is damaged is refused and left as it is`(text: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try put(text)
    #expect(throws: SecretFault.keyFileMalformed(path: path)) {
      try SecretKeys.load(path: path, world: .live)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func `a folder that cannot be written is told with the system's code`() {
    #expect(throws: SecretFault.keyFile(path: folder + "/none/keys.json", code: 2)) {
      try SecretKeys.load(path: folder + "/none/keys.json", world: .live)
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  @Test func `two starting at once end with the same keys`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = path
    let ids = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 {
        group.addTask { try SecretKeys.load(path: path, world: .live).newest(.encrypt).id }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(ids.count == 1)
  }

  @Test func `printing keys shows names only`() throws {
    let key = try #require(
      SecretKeys.Key(
        id: "e1", purpose: .encrypt, bytes: Array(repeating: 177, count: 32),
        createdAt: Timestamp(milliseconds: 0)))
    var text = ""
    dump(key, to: &text)
    dump(try #require(SecretKeys([key])), to: &text)
    text += "\(key) \(String(reflecting: key))"
    #expect(!text.contains("177"))
    #expect(text.contains("e1"))
  }
}
