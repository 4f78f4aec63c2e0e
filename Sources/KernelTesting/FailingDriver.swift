public import Kernel
import Synchronization

/// A driver that lets one statement fail, or all from one on, or loses the answer of a commit.
///
/// Counts `rows`, `run` and `later` of write transactions; reads pass untouched.
public final class FailingDriver: Driver {
  /// What the failing statement throws.
  public static let failure = StoreError.other("a failure made by a test")

  struct State {
    var seen = 0
    var target: Int?
    var isDead = false
    var losesAnswer = false
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

  /// Like a process that ends at the `number`-th statement (from 1): nothing works from there on.
  public func die(at number: Int) {
    state.withLock { $0 = State(target: number, isDead: true) }
  }

  /// The next transaction is committed, but its caller is told that nobody knows.
  public func loseNextAnswer() {
    state.withLock { $0 = State(losesAnswer: true) }
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
    let value = try await base.write { [self] connection in
      let failing = FailingConnection(connection, driver: self)
      let value = try body(failing)
      if failing.hasFailed { throw Self.failure }
      return value
    }
    let isLost = state.withLock { state in
      guard state.losesAnswer else { return false }
      state = State(struck: true)
      return true
    }
    if isLost { throw StoreError.commitUnknown }
    return value
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
  var failure: (any Error)? { hasFailed ? FailingDriver.failure : base.failure }

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
      guard let target = state.target,
        state.seen == target || (state.isDead && state.seen > target)
      else { return false }
      state.struck = true
      return true
    }
    if strikes { hasFailed = true }
    if hasFailed { throw FailingDriver.failure }
  }
}
