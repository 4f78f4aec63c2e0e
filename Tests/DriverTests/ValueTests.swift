import Kernel
import KernelTesting
import Testing

struct ValueTests {
  struct Sample: Sendable, CustomStringConvertible {
    var name = "x"
    var amount: Int64? = 1
    var weight: Double? = 1
    var flag: Bool? = true

    var description: String { "\(name.prefix(8)) \(amount as Any) \(weight as Any)" }
  }

  static let samples = [
    Sample(), Sample(name: "井"), Sample(name: ""), Sample(name: "路灯坏了，夜里看不见👵🏻🏮"),
    Sample(name: "O'Brien; DROP TABLE things; -- $1 ? \\ \" %_"), Sample(name: "a\u{301}é\n\t"),
    Sample(amount: .max), Sample(amount: .min), Sample(amount: 0), Sample(amount: nil),
    Sample(weight: 0.1 + 0.2), Sample(weight: -1e-300), Sample(weight: 1.7e308),
    Sample(weight: 3), Sample(weight: nil), Sample(flag: false), Sample(flag: nil),
  ]

  @Test(arguments: Backend.all, samples)
  func `what goes in comes out`(backend: Backend, sample: Sample) async throws {
    let database = try await backend.database(Things.migrations)

    try await database.write { tx in
      try tx.run(
        """
        INSERT INTO things (id, name, amount, weight, flag) VALUES
          ('1', \(sample.name), \(sample.amount), \(sample.weight), \(sample.flag))
        """)
    }

    let row = try #require(
      try await database.read { try $0.row("SELECT * FROM things WHERE name = \(sample.name)") })
    #expect(row.columns.names == ["id", "name", "amount", "weight", "flag"])
    #expect(Array(try row.get("name", as: String.self).utf8) == Array(sample.name.utf8))
    #expect(try row.get("amount", as: Int64?.self) == sample.amount)
    #expect(try row.get("weight", as: Double?.self) == sample.weight)
    #expect(try row.get("flag", as: Bool?.self) == sample.flag)
  }

  @Test(arguments: Backend.all)
  func `a flag can be asked for by value and by word`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)
    try await database.write { tx in
      try tx.run("INSERT INTO things (id, name, flag) VALUES ('1', 'x', \(true))")
      try tx.run("INSERT INTO things (id, name, flag) VALUES ('2', 'x', FALSE)")
    }

    let ids = try await database.read { snapshot in
      try snapshot.rows("SELECT id FROM things WHERE flag = \(true)").map {
        try $0.get("id", as: String.self)
      } + snapshot.rows("SELECT id FROM things WHERE flag = \(false)").map { try $0.get("id") }
    }

    #expect(ids == ["1", "2"])
  }

  @Test(arguments: Backend.all)
  func `the same statement takes null first and a value later`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    for (number, amount) in [nil, 7, nil, 8].enumerated() as EnumeratedSequence<[Int64?]> {
      try await database.write { tx in
        try tx.run(
          """
          INSERT INTO things (id, name, amount) VALUES (\("\(number)"), 'x', \(amount))
          """)
      }
    }
    func matching(_ amount: Int64?) async throws -> Int64 {
      try await database.read { snapshot in
        try snapshot.number(
          "SELECT count(*) AS n FROM things WHERE \(amount) IS NULL OR amount = \(amount)")
      }
    }

    #expect(try await matching(nil) == 4)
    #expect(try await matching(7) == 1)
  }

  @Test(arguments: Backend.all)
  func `text with a NUL character is refused`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    await #expect(throws: StoreError.self) {
      try await database.write { tx in try tx.run(Things.insert("1", name: "a\0b")) }
    }
  }

  @Test(arguments: Backend.all)
  func `lists, row values and counts agree`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    let (changed, found, none) = try await database.write { tx in
      for id in ["1", "2", "3"] { try tx.run(Things.insert(id)) }
      let changed = try tx.run("UPDATE things SET amount = 5 WHERE id IN \(list: ["1", "3", "9"])")
      let found = try tx.rows(
        """
        SELECT id FROM things WHERE (name, id) > ('x', '1') ORDER BY name, id LIMIT \(5)
        """)
      let none = try tx.run("DELETE FROM things WHERE id IN \(list: [String]())")
      return (changed, try found.map { try $0.get("id", as: String.self) }, none)
    }

    #expect(changed == 2)
    #expect(found == ["2", "3"])
    #expect(none == 0)
  }
}
