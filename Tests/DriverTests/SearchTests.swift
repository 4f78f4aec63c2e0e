import Kernel
import KernelTesting
import Testing

struct SearchTests {
  private static let texts = [
    "柳巷12号楼前路灯不亮", "下水井盖丢了，LED 路灯也坏了", "噪音扰民，夜里施工", "ＡＢＣ 超市占道", "灯",
  ]

  private static let questions: [(words: String, finds: [Int64])] = [
    ("路灯", [1, 2]), ("井盖", [2]), ("灯", [1, 2, 5]), ("led", [2]), ("abc", [4]), ("ABC超市", []),
    ("路灯 12", [1]), ("夜里施工", [3]), ("施工夜里", []), ("没有的词", []),
  ]

  /// Five texts of interest among others, all of them packed or none.
  private static func filled(
    _ backend: Backend, packed: Bool
  ) async throws -> Database {
    let database = try await backend.database(KernelMigrations.all)
    try await database.write { tx in
      for (index, text) in texts.enumerated() {
        try SearchIndex.put(text, kind: "t", ref: Int64(index + 1), isNew: true, in: tx)
      }
      for ref in 0..<Int64(packed ? 1995 : 5) {
        try SearchIndex.put("第\(ref)件别的事", kind: "t", ref: 100 + ref, isNew: true, in: tx)
      }
      try SearchIndex.put("路灯", kind: "other", ref: 9, isNew: true, in: tx)
    }
    var steps = 0
    while try await database.write(SearchPacking.step) { steps += 1 }
    #expect(steps == (packed ? 2 : 0))
    return database
  }

  private static func find(_ words: String, in database: Database) async throws -> [Int64]? {
    try await database.read { try SearchIndex.find(words, kind: "t", in: $0)?.sorted() }
  }

  @Test(arguments: Backend.all, [false, true])
  func `words are found, new or packed`(backend: Backend, packed: Bool) async throws {
    let database = try await Self.filled(backend, packed: packed)

    for (words, finds) in Self.questions {
      #expect(try await Self.find(words, in: database) == finds, "\(words)")
    }
    #expect(try await Self.find("，。 %_", in: database) == nil)
  }

  @Test(arguments: Backend.all, [false, true])
  func `what was said before is no longer found`(backend: Backend, packed: Bool) async throws {
    let database = try await Self.filled(backend, packed: packed)

    try await database.write { tx in
      try SearchIndex.put("消火栓漏水", kind: "t", ref: 2, isNew: false, in: tx)
      try SearchIndex.remove(kind: "t", ref: 5, in: tx)
    }

    #expect(try await Self.find("路灯", in: database) == [1])
    #expect(try await Self.find("灯", in: database) == [1])
    #expect(try await Self.find("消火栓", in: database) == [2])
    let left = try await database.read { db in
      try db.rows("SELECT refs FROM search_postings WHERE kind = 't' AND gram = \(Self.gram("井盖"))")
    }
    #expect(left.isEmpty)
  }

  @Test(arguments: Backend.all)
  func `many numbers fit one statement`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)
    let refs = Array(0..<Int64(50_000))

    let among = try await database.read { db in
      try db.number(
        "SELECT COUNT(*) FROM (SELECT 7 AS n UNION ALL SELECT -1) q WHERE n IN \(among: refs)")
    }
    let none = try await database.read { db in
      try db.number("SELECT COUNT(*) FROM (SELECT 7 AS n) q WHERE n IN \(among: [])")
    }

    #expect([among, none] == [1, 0])
  }

  private static func gram(_ pair: String) -> Int64 {
    let scalars = pair.unicodeScalars.map { Int64($0.value) }
    return scalars[0] << 32 | scalars[1]
  }
}
