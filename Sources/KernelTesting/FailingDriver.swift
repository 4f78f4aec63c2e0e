public import Kernel
import Synchronization

/// A driver that lets one statement fail: the n-th of the writes since it was armed.
///
/// Counts `rows`, `run` and `later` of write transactions; reads pass untouched.
public final class FailingDriver: Driver {
  /// What the failing statement throws.
  public static let failure = StoreError.other("a failure made by a test")

  struct State {
    var seen = 0
    var target: Int?
    var struck = false
  }

  private let base: any Driver
  let state = Mutex(State())

  public init(_ base: any Driver) { self.base = base }

  public var dialect: Dialect { base.dialect }

  /// Starts counting anew; the `number`-th statement (from 1) will fail.
  public func fail(at number: Int) {
    state.withLock { $0 = State(target: number) }
  }

  /// True once the failure has happened.
  public var struck: Bool { state.withLock { $0.struck } }

  public func read<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await base.read(body)
  }

  @discardableResult
  public func write<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await base.write { [self] connection in
      let failing = FailingConnection(connection, driver: self)
      let value = try body(failing)
      if failing.hasFailed { throw Self.failure }
      return value
    }
  }

  public func backup(to path: String) async throws { try await base.backup(to: path) }
  public func close() async { await base.close() }
}

/// Passes everything on until the chosen statement; refuses all work after it, as engines do.
private final class FailingConnection: Connection {
  private let base: any Connection
  private let driver: FailingDriver
  private(set) var hasFailed = false

  init(_ base: any Connection, driver: FailingDriver) {
    self.base = base
    self.driver = driver
  }

  var dialect: Dialect { base.dialect }
  var lane: Int { base.lane }
  var chainHead: ChainHead? {
    get { base.chainHead }
    set { base.chainHead = newValue }
  }

  func rows(_ sql: SQL) throws -> [Row] {
    try count()
    return try base.rows(sql)
  }

  func run(_ sql: SQL) throws -> Int {
    try count()
    return try base.run(sql)
  }

  func later(_ sql: SQL) throws {
    try count()
    try base.later(sql)
  }

  func script(_ text: String) throws {
    try count()
    try base.script(text)
  }

  private func count() throws {
    let strikes = driver.state.withLock { state in
      state.seen += 1
      guard state.seen == state.target else { return false }
      state.struck = true
      return true
    }
    if strikes { hasFailed = true }
    if hasFailed { throw FailingDriver.failure }
  }
}
