/// What both kinds of transaction can do: look.
public protocol Reading {
  func rows(_ sql: SQL) throws -> [Row]
  /// Several looks of which none depends on another's answer: one round trip where there is one.
  func rows(all list: [SQL]) throws -> [[Row]]
}

extension Reading {
  /// The only row, or nil when there is none.
  public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

  /// A single number, such as a count.
  public func number(_ sql: SQL) throws -> Int64 {
    guard let value = try rows(sql).first?.values.first, case .integer(let number) = value else {
      return 0
    }
    return number
  }
}

/// A consistent look at the data.
///
/// Not `Sendable`: it cannot leave its body.
public final class Snapshot: Reading {
  private let connection: any Connection
  private let count: QueryCount?

  /// Sent so far.
  private(set) var statements = 0

  init(_ connection: any Connection, _ count: QueryCount?) {
    self.connection = connection
    self.count = count
  }

  private func note() {
    statements += 1
    count?.note()
  }

  public func rows(_ sql: SQL) throws -> [Row] {
    note()
    return try connection.rows(sql)
  }

  public func rows(all list: [SQL]) throws -> [[Row]] {
    for _ in list { note() }
    return try connection.rows(all: list)
  }
}

/// One transaction.
///
/// Not `Sendable`: it cannot leave its body.
public final class Transaction: Reading {
  let connection: any Connection
  /// The same throughout the transaction, and when it has to run again.
  public let now: Timestamp
  let world: World
  /// The time outside, also where `now` is another.
  let clock: Timestamp
  var rings = false
  private(set) var hasChangedAccess = false
  /// Sent so far.
  private(set) var statements = 0
  private let count: QueryCount?

  init(
    _ connection: any Connection, now: Timestamp, world: World, clock: Timestamp, count: QueryCount?
  ) {
    self.connection = connection
    self.now = now
    self.world = world
    self.clock = clock
    self.count = count
  }

  private func note() {
    statements += 1
    count?.note()
  }

  /// To be said by whoever changes accounts, roles, grants, sessions or tokens.
  public func changesAccess() { hasChangedAccess = true }

  public func newID() -> String { world.newID() }
  public func newID<Subject>(of: Subject.Type = Subject.self) -> Identifier<Subject> { world.id() }
  public func randomBytes(_ count: Int) -> [UInt8] { world.randomBytes(count) }

  public func rows(_ sql: SQL) throws -> [Row] {
    note()
    return try connection.rows(sql)
  }

  public func rows(all list: [SQL]) throws -> [[Row]] {
    for _ in list { note() }
    return try connection.rows(all: list)
  }

  /// Runs a change and tells how many rows it touched.
  @discardableResult
  public func run(_ sql: SQL) throws -> Int {
    note()
    return try connection.run(sql)
  }

  /// Queues a change whose row count nobody asks for; its error, if any, shows by the commit.
  public func later(_ sql: SQL) throws {
    note()
    try connection.later(sql)
  }
}
