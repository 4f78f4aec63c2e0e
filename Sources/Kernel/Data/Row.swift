import Synchronization

/// The columns of one result, shared by all its rows.
public final class Columns: Sendable {
  public let names: [String]
  private let index: [String: Int]
  /// Where the next one asked for probably is: rows are read in the order of their columns.
  private let guess = Atomic<Int>(0)

  public init(_ names: [String]) {
    self.names = names
    index = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func position(of name: String) -> Int? {
    let guessed = guess.load(ordering: .relaxed)
    let found =
      guessed < names.count && names[guessed] == name ? guessed : index[name]
    guard let found else { return nil }
    guess.store(found + 1 == names.count ? 0 : found + 1, ordering: .relaxed)
    return found
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
  @inlinable
  public func get<V: ColumnValue>(_ name: String, as type: V.Type = V.self) throws -> V {
    let stored = try stored(name)
    guard let value = V(sqlValue: stored) else {
      throw StoreError.other("column \(name) holds no \(V.self)")
    }
    return value
  }

  /// A column that may be null.
  @inlinable
  public func get<V: ColumnValue>(_ name: String, as type: V?.Type = V?.self) throws -> V? {
    let stored = try stored(name)
    if stored == .null { return nil }
    guard let value = V(sqlValue: stored) else {
      throw StoreError.other("column \(name) holds no \(V.self)")
    }
    return value
  }

  @usableFromInline
  func stored(_ name: String) throws -> SQLValue {
    guard let index = columns.position(of: name) else {
      throw StoreError.other("no column \(name) in this result")
    }
    return values[index]
  }
}
