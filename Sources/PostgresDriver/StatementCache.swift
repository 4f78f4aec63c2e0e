import CPostgres
import Kernel

/// The statements one connection has prepared, by text and parameter types.
final class StatementCache {
  /// Lists of changing length make many statements, so the cache starts over when full.
  private static let limit = 256

  private let handle: OpaquePointer
  private var statements: [String: [PreparedStatement]] = [:]
  private var count = 0
  private var made = 0
  private var isAskedToStartOver = false
  /// Parameters that have to be called text because the server cannot tell (`$1 IS NULL`).
  private var textual: [String: Set<Int>] = [:]

  init(_ handle: OpaquePointer) { self.handle = handle }

  var wantsToStartOver: Bool { count >= Self.limit || isAskedToStartOver }

  /// The statement, and whether its preparation was sent just now; nil when that failed.
  func statement(
    _ text: String, _ values: [SQLValue]
  ) -> (statement: PreparedStatement, isNew: Bool)? {
    if let known = statements[text]?.first(where: { $0.takes(values) }) { return (known, false) }
    let types = Parameters.types(of: values, textual: textual[text] ?? [])
    made += 1
    let statement = PreparedStatement(name: "s\(made)", text: text, types: types)
    guard PQsendPrepare(handle, statement.name, text, Int32(types.count), types) == 1 else {
      return nil
    }
    statements[text, default: []].append(statement)
    count += 1
    return (statement, true)
  }

  func remove(_ statement: PreparedStatement) {
    statements[statement.text]?.removeAll { $0 === statement }
    count -= 1
  }

  func forget() {
    statements = [:]
    textual = [:]
    count = 0
    isAskedToStartOver = false
  }

  /// True when running again can help, which it can once.
  func askToStartOver() -> Bool {
    defer { isAskedToStartOver = true }
    return !isAskedToStartOver
  }

  /// Remembers a parameter whose type the server could not tell; true when that is new.
  func learn(from failure: PostgresFailure, about text: String) -> Bool {
    guard let number = failure.untypedParameter else { return false }
    return textual[text, default: []].insert(number).inserted
  }
}

/// What asks the server to stop a statement, from any thread.
///
/// Unchecked because of the pointer: libpq never changes what it points to, and it is freed with
/// the last reference only.
final class CancelHandle: @unchecked Sendable {
  private let pointer: OpaquePointer

  init?(_ connection: OpaquePointer) {
    guard let pointer = PQgetCancel(connection) else { return nil }
    self.pointer = pointer
  }

  deinit { PQfreeCancel(pointer) }

  /// Opens a connection of its own and waits for the server to close it.
  func send() {
    var message = [CChar](repeating: 0, count: 256)
    PQcancel(pointer, &message, Int32(message.count))
  }
}
