import GRDB
import GRDBSQLite
import Kernel

/// A result code with what SQLite said about it.
struct SQLiteFailure: Error {
  /// Extended result code.
  let code: Int32
  let message: String

  init(_ handle: OpaquePointer?) {
    code = sqlite3_extended_errcode(handle)
    message = sqlite3_errmsg(handle).map { String(cString: $0) } ?? ""
  }

  /// The code without its extension.
  var primary: Int32 { code & 0xff }

  /// By code alone; the message is for the log.
  var storeError: StoreError {
    switch code {
    case SQLITE_CONSTRAINT | (8 << 8), SQLITE_CONSTRAINT | (6 << 8), SQLITE_CONSTRAINT | (10 << 8):
      .unique  // _UNIQUE, _PRIMARYKEY, _ROWID
    case SQLITE_CONSTRAINT | (3 << 8): .foreignKey
    case SQLITE_CONSTRAINT | (1 << 8): .check
    case SQLITE_CONSTRAINT | (5 << 8): .notNull
    default:
      switch primary {
      case SQLITE_BUSY, SQLITE_LOCKED: .retry
      case SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_NOMEM, SQLITE_READONLY:
        .storage("SQLite \(code): \(message)")
      case SQLITE_INTERRUPT: .cancelled
      default: .other("SQLite \(code): \(message)")
      }
    }
  }
}
