/// A site's data: reads on a snapshot, writes in one transaction, both with a synchronous body.
///
/// Nothing inside a body can `await`, so no mail, HTTP or sleep can hold a transaction open.
public struct Database: Sendable {
  public let driver: any Driver
  public let world: World
  /// Told after each commit that published events or jobs, so that they are taken up at once.
  let bell: Bell
  let access: AccessStamp
  let storage: StorageWatch
  /// The time outside, also where `world` has another one: by it the housekeeping forgets.
  let clock: @Sendable () -> Timestamp
  let spans: Spans

  public init(driver: any Driver, world: World, spans: Spans = .none) {
    self.init(
      driver: driver, world: world, clock: world.now, bell: Bell(), access: AccessStamp(),
      storage: StorageWatch(), spans: spans)
  }

  private init(
    driver: any Driver, world: World, clock: @escaping @Sendable () -> Timestamp, bell: Bell,
    access: AccessStamp, storage: StorageWatch, spans: Spans
  ) {
    self.driver = driver
    self.world = world
    self.clock = clock
    self.bell = bell
    self.access = access
    self.storage = storage
    self.spans = spans
  }

  /// The same data seen at another time, for imports.
  public func at(_ time: Timestamp) -> Database {
    Database(
      driver: driver, world: world.at(time), clock: clock, bell: bell, access: access,
      storage: storage, spans: spans)
  }

  public func read<T: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> T {
    let count = QueryCount.current
    return try await spans.around("db.read") {
      try await driver.read { connection in
        let snapshot = Snapshot(connection, count)
        return (result: try body(snapshot), statements: snapshot.statements)
      }
    } noting: {
      ["db.statements": .number($0.statements)]
    }.result
  }

  @discardableResult
  public func write<T: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    let now = world.now()
    let (world, outside) = (world, clock())
    let count = QueryCount.current
    do {
      let done = try await spans.around("db.write") {
        try await driver.write { connection in
          let tx = Transaction(connection, now: now, world: world, clock: outside, count: count)
          let result = try body(tx)
          return (
            result: result, rings: tx.rings, changesAccess: tx.hasChangedAccess,
            statements: tx.statements
          )
        }
      } noting: {
        ["db.statements": .number($0.statements)]
      }
      storage.noteWritten()
      if done.changesAccess { access.moveOn() }
      if done.rings { bell.ring() }
      return done.result
    } catch StoreError.commitUnknown {
      // It may have been done, and it may have been that.
      access.moveOn()
      throw StoreError.commitUnknown
    } catch {
      storage.note(error)
      throw error
    }
  }
}
