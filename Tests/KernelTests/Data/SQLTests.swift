import Testing

@testable import Kernel

struct SQLTests {
  private func text(_ sql: SQL, _ dialect: Dialect = .postgres) -> String {
    sql.rendered(for: dialect).text
  }

  @Test func `values are bound and never become SQL`() {
    let name = "x'; DROP TABLE a; --"
    let sql: SQL = "SELECT a FROM b WHERE c = \(name) AND d = \(1) AND e = \(nil as String?)"

    #expect(text(sql) == "SELECT a FROM b WHERE c = $1 AND d = $2 AND e = $3")
    #expect(text(sql, .sqlite) == "SELECT a FROM b WHERE c = ? AND d = ? AND e = ?")
    #expect(sql.rendered(for: .postgres).values == [.text(name), .integer(1), .null])
  }

  @Test func `pieces are put together with their values in order`() {
    let piece: SQL = "a = \(1)"
    let sql: SQL = "SELECT \(piece) WHERE \(SQL.any(["b = \(2)", "c = \(3)"])) AND d = \(4)"

    #expect(text(sql) == "SELECT a = $1 WHERE (b = $2 OR c = $3) AND d = $4")
    #expect(
      sql.rendered(for: .postgres).values == [.integer(1), .integer(2), .integer(3), .integer(4)])
  }

  @Test func `an empty choice keeps its meaning`() {
    #expect(text(SQL.all([])) == "TRUE" && text(SQL.any([])) == "FALSE")
    #expect(text(SQL.all(["a"])) == "(a)")
    #expect(text("a IN \(list: [] as [Int64])") == "a IN (NULL)")
    #expect(text("a IN \(list: [1, 2])") == "a IN ($1, $2)")
    #expect(text(SQL.list(["(1)", "(2)"])) == "(1), (2)")
  }

  @Test func `a column says when it holds something else`() throws {
    let row = Row(columns: Columns(["a", "b"]), values: [.text("x"), .null])

    #expect(try row.get("a", as: String.self) == "x" && row.get("b", as: String?.self) == nil)
    #expect(throws: StoreError.other("column a holds no Int64")) {
      try row.get("a", as: Int64.self)
    }
    #expect(throws: StoreError.self) { try row.get("b", as: String.self) }
    #expect(throws: StoreError.other("no column c in this result")) {
      try row.get("c", as: String.self)
    }
  }
}
