import GRDBSQLite
import Kernel

/// A compiled statement, kept by its connection and used on that connection's queue only.
final class PreparedStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  private var columns: Columns?
  /// SQLite copies the text before `bind` returns (`SQLITE_TRANSIENT`, which C spells -1).
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(_ text: String, on connection: OpaquePointer) throws {
    var handle: OpaquePointer?
    var text = text
    let code = text.withUTF8 { bytes -> Int32 in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_prepare_v3(
          connection, characters.baseAddress, Int32(characters.count),
          UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
      }
    }
    guard code == SQLITE_OK else { throw SQLiteFailure(connection) }
    guard let handle else { throw StoreError.other("a statement without SQL") }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs to the end and hands back every row.
  func rows(_ values: [SQLValue]) throws -> [Row] {
    try bind(values)
    defer { sqlite3_reset(handle) }
    var rows: [Row] = []
    while try step() { rows.append(try row()) }
    return rows
  }

  /// Runs to the end; rows, if any, are dropped.
  func run(_ values: [SQLValue]) throws {
    try bind(values)
    defer { sqlite3_reset(handle) }
    while try step() {}
  }

  private func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    default: throw SQLiteFailure(connection)
    }
  }

  private func bind(_ values: [SQLValue]) throws {
    guard Int(sqlite3_bind_parameter_count(handle)) == values.count else {
      throw StoreError.other("\(values.count) values for a statement that takes another number")
    }
    for (offset, value) in values.enumerated() {
      guard bind(value, at: Int32(offset + 1)) == SQLITE_OK else { throw SQLiteFailure(connection) }
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let number): return sqlite3_bind_int64(handle, index, number)
    case .real(let number): return sqlite3_bind_double(handle, index, number)
    case .boolean(let flag): return sqlite3_bind_int64(handle, index, flag ? 1 : 0)
    case .text(var text):
      // An empty string may have no address, and SQLite takes no address for NULL.
      if text.isEmpty { return sqlite3_bind_text(handle, index, "", 0, Self.copied) }
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
        }
      }
    }
  }

  private func row() throws -> Row {
    let count = Int(sqlite3_column_count(handle))
    let columns = columns(count)
    let values = try [SQLValue](unsafeUninitializedCapacity: count) { buffer, used in
      while used < count {
        (buffer.baseAddress.unsafelyUnwrapped + used).initialize(to: try value(Int32(used)))
        used += 1
      }
    }
    return Row(columns: columns, values: values)
  }

  /// Names change only when the schema did and SQLite compiled the statement anew.
  private func columns(_ count: Int) -> Columns {
    if let columns, columns.names.count == count { return columns }
    let made = Columns(
      (0..<count).map { sqlite3_column_name(handle, Int32($0)).map { String(cString: $0) } ?? "" })
    columns = made
    return made
  }

  private func value(_ column: Int32) throws -> SQLValue {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
    case SQLITE_NULL: return .null
    case SQLITE_TEXT:
      guard let bytes = sqlite3_column_text(handle, column) else { throw StoreError.unavailable }
      let length = Int(sqlite3_column_bytes(handle, column))
      return .text(
        String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self))
    default: throw StoreError.other("a column holds bytes; they belong in the file store")
    }
  }
}
