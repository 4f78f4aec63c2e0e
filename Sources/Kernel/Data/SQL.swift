/// A statement with its values kept apart, so nothing typed by a person becomes SQL.
///
/// Write it as a string literal: interpolated values are bound, interpolated `SQL` is spliced.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
  enum Part: Sendable, Hashable {
    case text(String)
    case value(SQLValue)
    /// Any number of whole numbers as one value, so that the statement's text stays the same.
    case numbers([Int64])
    case clustered
  }

  var parts: [Part]

  public init(stringLiteral text: String) { parts = [.text(text)] }
  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  public struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(interpolationCount * 2 + 1)
    }

    public mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { parts.append(.text(text)) }
    }

    public mutating func appendInterpolation(_ sql: SQL) { parts += sql.parts }
    public mutating func appendInterpolation<V: ColumnValue>(_ value: V) {
      parts.append(.value(value.sqlValue))
    }
    public mutating func appendInterpolation<V: ColumnValue>(_ value: V?) {
      parts.append(.value(value?.sqlValue ?? .null))
    }

    /// A list for `IN (…)`: `IN \(list: ids)`.
    ///
    /// An empty list matches nothing.
    public mutating func appendInterpolation<V: ColumnValue>(list values: [V]) {
      parts.append(.text("("))
      for (index, value) in values.enumerated() {
        if index > 0 { parts.append(.text(", ")) }
        parts.append(.value(value.sqlValue))
      }
      parts.append(.text(values.isEmpty ? "NULL)" : ")"))
    }

    /// A number of the program's own, such as a page's length, which the planner should know.
    public mutating func appendInterpolation(literal number: Int) {
      parts.append(.text(String(number)))
    }

    /// A long list for `IN`: `ref IN \(among: refs)`, prepared once for every length.
    public mutating func appendInterpolation(among numbers: [Int64]) {
      parts.append(.numbers(numbers))
    }
  }

  /// The text and values a driver sends: `?` for SQLite, `$1` and up for PostgreSQL.
  public func rendered(for dialect: Dialect) -> (text: String, values: [SQLValue]) {
    var text = ""
    var values: [SQLValue] = []
    text.reserveCapacity(
      parts.reduce(0) { sum, part in
        if case .text(let piece) = part { sum + piece.utf8.count } else { sum + 3 }
      })
    values.reserveCapacity(parts.count / 2 + 1)
    for part in parts {
      switch part {
      case .text(let piece): text += piece
      case .value(let value):
        values.append(value)
        text += dialect.placeholder(values.count)
      case .clustered: text += dialect.clustered
      case .numbers(let numbers):
        values.append(dialect.list(of: numbers))
        text += dialect.members(of: dialect.placeholder(values.count))
      }
    }
    return (text, values)
  }

  /// After a `CREATE TABLE` whose rows are found by their key alone: no second tree for the key.
  ///
  /// PostgreSQL keeps rows apart from keys, whatever one asks.
  public static var clustered: SQL {
    var sql: SQL = ""
    sql.parts = [.clustered]
    return sql
  }

  /// Several conditions that must all hold; none is `TRUE`.
  public static func all(_ conditions: [SQL]) -> SQL {
    joined(conditions, by: " AND ", empty: "TRUE")
  }

  /// Several conditions of which one must hold; none is `FALSE`.
  public static func any(_ conditions: [SQL]) -> SQL {
    joined(conditions, by: " OR ", empty: "FALSE")
  }

  static func joined(_ list: [SQL], by separator: SQL, empty: SQL) -> SQL {
    guard var result = list.first else { return empty }
    result.parts.insert(.text("("), at: 0)
    for next in list.dropFirst() {
      result.parts += separator.parts + next.parts
    }
    result.parts.append(.text(")"))
    return result
  }
}

extension SQL {
  /// Fragments with commas between them, such as the rows of a `VALUES`.
  public static func list(_ fragments: [SQL]) -> SQL {
    guard var result = fragments.first else { return "" }
    for next in fragments.dropFirst() { result.parts += [.text(", ")] + next.parts }
    return result
  }
}
