/// The few places where the engines truly differ.
///
/// Capabilities never ask.
public enum Dialect: Sendable {
  case sqlite, postgres

  /// After a `SELECT` that claims queue rows: other workers skip what this one holds.
  ///
  /// SQLite needs nothing, it has one writer.
  var claimLock: SQL { self == .postgres ? " FOR UPDATE SKIP LOCKED" : "" }

  var clustered: String { self == .sqlite ? " WITHOUT ROWID" : "" }

  /// The mark of the `number`th value.
  func placeholder(_ number: Int) -> String { self == .sqlite ? "?" : "$" + String(number) }

  /// Many numbers as one text value, and the rows it stands for.
  func list(of numbers: [Int64]) -> SQLValue {
    let members = numbers.map(String.init).joined(separator: ",")
    return .text(self == .sqlite ? "[" + members + "]" : "{" + members + "}")
  }

  func members(of placeholder: String) -> String {
    self == .sqlite
      ? "(SELECT value FROM json_each(\(placeholder)))"
      : "(SELECT unnest(CAST(\(placeholder) AS BIGINT[])))"
  }
}
