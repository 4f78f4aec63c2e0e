/// A value as the engines know it.
///
/// Booleans stay typed: PostgreSQL wants `TRUE`, SQLite 1.
public enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case boolean(Bool)
}

/// Something that fits one column, in both directions.
public protocol ColumnValue: Sendable {
  var sqlValue: SQLValue { get }
  /// Nil when the stored value cannot be one of these.
  init?(sqlValue: SQLValue)
}

extension ColumnValue where Self: RawRepresentable, RawValue: ColumnValue {
  @inlinable public var sqlValue: SQLValue { rawValue.sqlValue }

  @inlinable public init?(sqlValue: SQLValue) {
    guard let raw = RawValue(sqlValue: sqlValue) else { return nil }
    self.init(rawValue: raw)
  }
}
