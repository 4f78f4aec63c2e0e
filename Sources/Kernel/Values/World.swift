/// Where time, ids and chance come from, so that nothing else has to be asked for them.
///
/// Live once in `App`; fixed in tests and in the demo seed.
public struct World: Sendable {
  public let now: @Sendable () -> Timestamp
  /// A UUIDv7 in lower-case text form.
  public let newID: @Sendable () -> String
  /// Bytes fit for keys and tokens.
  public let randomBytes: @Sendable (_ count: Int) -> [UInt8]

  public init(
    now: @escaping @Sendable () -> Timestamp, newID: @escaping @Sendable () -> String,
    randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.now = now
    self.newID = newID
    self.randomBytes = randomBytes
  }

  public func id<Subject>(of: Subject.Type = Subject.self) -> Identifier<Subject> {
    Identifier(rawValue: newID())
  }

  /// The same world with another clock: imports file things at the time they happened.
  public func at(_ time: Timestamp) -> World {
    World(now: { time }, newID: newID, randomBytes: randomBytes)
  }
}
