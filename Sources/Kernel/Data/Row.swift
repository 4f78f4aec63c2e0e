/// The columns of one result, shared by all its rows.
public final class Columns: Sendable {
  public let names: [String]
  let index: [String: Int]

  public init(_ names: [String]) {
    self.names = names
    index = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// One row of a result: values by column name.
public struct Row: Sendable {
  public let columns: Columns
  public let values: [SQLValue]

  public init(columns: Columns, values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  /// A column that must be there and must not be null.
  public func get<V: ColumnValue>(_ name: String, as type: V.Type = V.self) throws -> V {
    let stored = try stored(name)
    guard let value = V(sqlValue: stored) else {
      throw StoreError.other("column \(name) holds no \(V.self)")
    }
    return value
  }

  /// A column that may be null.
  public func get<V: ColumnValue>(_ name: String, as type: V?.Type = V?.self) throws -> V? {
    let stored = try stored(name)
    if stored == .null { return nil }
    guard let value = V(sqlValue: stored) else {
      throw StoreError.other("column \(name) holds no \(V.self)")
    }
    return value
  }

  private func stored(_ name: String) throws -> SQLValue {
    guard let index = columns.index[name] else {
      throw StoreError.other("no column \(name) in this result")
    }
    return values[index]
  }
}
