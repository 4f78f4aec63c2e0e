/// Why the engine would not; branched on by code, never by message or constraint name.
public enum StoreError: Error, Sendable, Hashable {
  /// A row with this key is there already (SQLite UNIQUE and PRIMARYKEY, SQLSTATE 23505).
  case unique
  case foreignKey
  case check
  case notNull
  /// Run the transaction again: 40001, 40P01, `SQLITE_BUSY`. Drivers retry before they say so.
  case retry
  case cancelled
  /// No connection, server going away: try later.
  case unavailable
  /// The disk is full, read only or fails, or memory does; what the engine said is for the log.
  case storage(String)
  /// The commit failed in a way that leaves open whether it happened. Repeat under the same key.
  case commitUnknown
  case other(String)
}
