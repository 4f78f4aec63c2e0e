/// Who listens to what.
///
/// Filled once at start-up by the capabilities.
public final class Subscriptions {
  struct Subscriber: Sendable {
    /// Stable name: deliveries are remembered under it.
    let name: String
    let event: String
    let handle: @Sendable (_ payload: String, Transaction) throws -> Void
  }

  private(set) var all: [Subscriber] = []

  public init() {}

  /// Calls `handle` once for each such event, in a transaction of its own.
  ///
  /// `name`: stable; renaming it means a new subscriber.
  public func on<E: Event>(
    _ event: E.Type, as name: String,
    _ handle: @escaping @Sendable (E, Transaction) throws -> Void
  ) {
    all.append(
      Subscriber(name: name, event: E.name) { payload, tx in
        try handle(try JSONText.decode(E.self, from: payload), tx)
      })
  }
}
