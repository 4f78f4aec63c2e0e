/// Something that happened, told to whoever subscribed, in the publisher's own transaction.
///
/// Carries ids, codes, times and the aggregate's version; no names and no text: subscribers ask.
public protocol Event: Codable, Sendable {
  /// Owner, fact in the past tense, version of its shape: `service_requests.moved.v1`.
  static var name: String { get }
  /// Id of the thing it is about; events of one subject arrive in order.
  var subject: String { get }
}

extension Transaction {
  /// Writes the event into the outbox: no commit, no event.
  public func publish<E: Event>(_ event: E) throws {
    let payload = try JSONText.encode(event)
    try later(
      """
      INSERT INTO outbox (id, name, subject, payload, published_at, pending)
      VALUES (\(newID()), \(E.name), \(event.subject), \(payload), \(now), TRUE)
      """)
    rings = true
  }
}
