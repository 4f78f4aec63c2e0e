import KernelTesting
import Testing

@testable import Kernel

/// What counts as the same word, and that packing loses nothing; the rest is in `DriverTests`.
struct SearchIndexTests {
  private static let texts = [
    "向阳里三号楼路灯不亮", "路面塌陷，灯也坏了", "Streetlight ＡＢ１２ is out", "𠮷野家门口积水", "井",
  ]

  private func database(_ backend: Backend) async throws -> Database {
    let database = try await backend.database(KernelMigrations.all)
    try await database.write { tx in
      for (index, text) in Self.texts.enumerated() {
        try SearchIndex.put(text, kind: "t", ref: Int64(index + 1), isNew: true, in: tx)
      }
    }
    return database
  }

  private static func find(_ query: String, in database: Database) async throws -> [Int64]? {
    try await database.read { try SearchIndex.find(query, kind: "t", in: $0)?.sorted() }
  }

  static let queries: [(String, [Int64])] = [
    // Two characters, one, three.
    ("路灯", [1]), ("塌陷", [2]), ("灯", [1, 2]), ("路", [1, 2]), ("亮", [1]), ("井", [5]), ("三号楼", [1]),
    // Case and width do not matter, in the text or in the question.
    ("STREET", [3]), ("ab12", [3]), ("ａｂ１２", [3]), ("1", [3]), ("２", [3]),
    // Characters outside the basic plane.
    ("𠮷野", [4]), ("𠮷", [4]),
    // Several words, in any order, with anything between them.
    ("积水 门口", [4]), ("灯，路", [1, 2]), ("out\tab", [3]),
    // What is not there, and what only a pattern would find.
    ("灯路", []), ("楼下", []), ("路灯 积水", []), ("ab123", []), ("x", []), ("路%灯", [1, 2]),
  ]

  @Test(arguments: Backend.all)
  func `words of any length are found, whatever their width and case`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)

    for (query, refs) in Self.queries {
      #expect(try await Self.find(query, in: database) == refs, "\(query)")
    }
  }

  @Test(arguments: Backend.all)
  func `a question without a letter or digit asks nothing`(backend: Backend) async throws {
    let database = try await database(backend)

    for query in ["", " ", "，。！", "\u{3000}", "--;", "🏮", "%_"] {
      #expect(try await Self.find(query, in: database) == nil, "\(query)")
    }
  }

  /// Texts of few characters, so that much is found by chance.
  @Test(arguments: Backend.all)
  func `new texts are found exactly, and packing loses none of them`(
    backend: Backend
  ) async throws {
    let database = try await backend.database(KernelMigrations.all)
    var chance = SeededGenerator(seed: 8)
    func text(_ length: Int) -> String {
      String((0..<length).map { _ in Array("路灯井盖水a1 ，")[Int(chance.next() % 9)] })
    }
    let texts = (0..<SearchIndex.segmentSize).map { _ in text(6) }
    let queries = (0..<40).map { number in text(1 + number % 4) }
    try await database.write { tx in
      for (ref, text) in texts.enumerated() {
        try SearchIndex.put(text, kind: "t", ref: Int64(ref), isNew: true, in: tx)
      }
    }

    var exact: [[Int64]?] = []
    for query in queries {
      let found = try await Self.find(query, in: database)
      let words = query.split { $0 == " " || $0 == "，" }
      let wanted = texts.indices.filter { ref in words.allSatisfy { texts[ref].contains($0) } }
      #expect(found == (words.isEmpty ? nil : wanted.map(Int64.init)), "\(query)")
      exact.append(found)
    }
    #expect(try await database.write(SearchPacking.step))
    #expect(try await !database.write(SearchPacking.step))
    for (query, exact) in zip(queries, exact) {
      let packed = try await Self.find(query, in: database)
      // Pairs may lie apart, so there may be more; never fewer.
      #expect(Set(packed ?? []).isSuperset(of: exact ?? []) && (packed == nil) == (exact == nil))
      for ref in packed ?? [] {
        for pair in zip(query, query.dropFirst())
        where !" ，".contains(pair.0) && !" ，".contains(pair.1) {
          #expect(texts[Int(ref)].contains("\(pair.0)\(pair.1)"), "\(query) \(ref)")
        }
      }
    }
  }

  @Test func `lists of numbers survive being written`() {
    var chance = SeededGenerator(seed: 9)
    for _ in 0..<200 {
      let refs = Set(
        (0..<Int(chance.next() % 30)).map { _ in Int64(chance.next() >> (chance.next() % 40 + 12)) }
      )
      #expect(RefList.decode(RefList.encode(refs.sorted())) == refs.sorted())
    }
  }
}
