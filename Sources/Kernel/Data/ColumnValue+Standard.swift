extension String: ColumnValue {
  @inlinable public var sqlValue: SQLValue { .text(self) }

  @inlinable public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self = text
  }
}

extension Int64: ColumnValue {
  @inlinable public var sqlValue: SQLValue { .integer(self) }

  @inlinable public init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self = number
  }
}

extension Int: ColumnValue {
  @inlinable public var sqlValue: SQLValue { .integer(Int64(self)) }

  @inlinable public init?(sqlValue: SQLValue) {
    guard case .integer(let number) = sqlValue else { return nil }
    self.init(exactly: number)
  }
}

extension Double: ColumnValue {
  @inlinable public var sqlValue: SQLValue { .real(self) }

  @inlinable public init?(sqlValue: SQLValue) {
    switch sqlValue {
    case .real(let number): self = number
    // SQLite hands back whole reals as integers.
    case .integer(let number): self = Double(number)
    default: return nil
    }
  }
}

extension Bool: ColumnValue {
  @inlinable public var sqlValue: SQLValue { .boolean(self) }

  @inlinable public init?(sqlValue: SQLValue) {
    switch sqlValue {
    case .boolean(let value): self = value
    // SQLite has no booleans; its columns hold 0 and 1.
    case .integer(let number) where number == 0 || number == 1: self = number == 1
    default: return nil
    }
  }
}

extension LocalDate: ColumnValue {
  @inlinable public var sqlValue: SQLValue { .text(description) }

  @inlinable public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self.init(text)
  }
}

extension Identifier: ColumnValue {}
extension Timestamp: ColumnValue {}
