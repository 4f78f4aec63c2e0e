/// The few places where the engines truly differ.
///
/// Capabilities never ask.
public enum Dialect: Sendable {
  case sqlite, postgres

  /// After a `SELECT` that claims queue rows: other workers skip what this one holds.
  ///
  /// SQLite needs nothing, it has one writer.
  var claimLock: SQL { self == .postgres ? " FOR UPDATE SKIP LOCKED" : "" }
}
