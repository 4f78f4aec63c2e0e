import GRDBSQLite
import Kernel

/// One SQLite connection with its compiled statements; used on its own queue only.
final class SQLiteConnection: Connection {
  /// Texts kept compiled; lists of changing length make many, so the cache starts over when full.
  private static let statementLimit = 200

  let handle: OpaquePointer
  let dialect = Dialect.sqlite
  let lane = 0
  var chainHead: ChainHead?

  /// The first failure of this transaction.
  ///
  /// PostgreSQL refuses all work after an error. So do we, or a body that swallows one would
  /// commit here and fail there.
  private(set) var failure: (any Error)?
  private var statements: [String: PreparedStatement] = [:]

  init(_ handle: OpaquePointer) { self.handle = handle }

  func rows(_ sql: SQL) throws -> [Row] {
    try guarded {
      let (text, values) = try rendered(sql)
      return try statement(text).rows(values)
    }
  }

  @discardableResult
  func run(_ sql: SQL) throws -> Int {
    try guarded {
      let (text, values) = try rendered(sql)
      let before = sqlite3_total_changes64(handle)
      try statement(text).run(values)
      // Statements that change no rows leave the last count standing.
      return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
    }
  }

  func later(_ sql: SQL) throws {
    if let failure { throw failure }
    // Sent at once, there is no round trip to save; told later, as the other driver does.
    _ = try? run(sql)
  }

  func script(_ text: String) throws {
    try guarded {
      guard sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK else {
        throw SQLiteFailure(handle)
      }
    }
  }

  /// A statement of the driver's own, outside the rule that a failure ends the work.
  func control(_ text: String) throws { try statement(text).run([]) }

  /// A number that a statement of the driver's own answers.
  func pragma(_ text: String) throws -> Int64? {
    guard case .integer(let number) = try statement(text).rows([]).first?.values.first else {
      return nil
    }
    return number
  }

  func forgetFailure() { failure = nil }

  /// Starts with a clean slate and leaves one.
  func tried(_ write: PendingWrite) -> PendingWrite.Outcome {
    forgetFailure()
    defer { forgetFailure() }
    return write.run(on: self)
  }

  func forgetStatements() { statements = [:] }

  /// False once SQLite itself has given up the transaction (disk full, I/O error).
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  private func guarded<T>(_ work: () throws -> T) throws -> T {
    if let failure { throw failure }
    do {
      return try work()
    } catch {
      let told = (error as? SQLiteFailure)?.storeError ?? error
      failure = told
      throw told
    }
  }

  private func rendered(_ sql: SQL) throws -> (text: String, values: [SQLValue]) {
    let rendered = sql.rendered(for: .sqlite)
    for case .text(let text) in rendered.values where Self.holdsNUL(text) {
      throw StoreError.other("text with a NUL character, which PostgreSQL cannot store")
    }
    return rendered
  }

  private static func holdsNUL(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.contains(0) }
  }

  private func statement(_ text: String) throws -> PreparedStatement {
    if let known = statements[text] { return known }
    if statements.count >= Self.statementLimit { statements = [:] }
    let made = try PreparedStatement(text, on: handle)
    statements[text] = made
    return made
  }
}
