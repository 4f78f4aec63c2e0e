import Kernel

/// Every statement about `message_addresses`.
enum AddressStore {
  static func put(
    _ address: MailAddress, of person: Identifier<Person>, keys: SecretKeys, in tx: Transaction
  ) throws {
    let sealed = try Sealed(sealing: address.text, in: place(person, .mail), keys: keys)
    try tx.run(
      """
      INSERT INTO message_addresses (person, channel, address_sealed, address_masked, confirmed_at)
      VALUES (\(person), \(Channel.mail), \(sealed.rawValue), \(address.masked), \(tx.now))
      ON CONFLICT (person, channel) DO UPDATE SET address_sealed = excluded.address_sealed,
        address_masked = excluded.address_masked, confirmed_at = excluded.confirmed_at
      """)
  }

  /// Whether there was one.
  @discardableResult static func remove(
    _ channel: Channel, of person: Identifier<Person>, in tx: Transaction
  ) throws -> Bool {
    try tx.run(
      "DELETE FROM message_addresses WHERE person = \(person) AND channel = \(channel)") > 0
  }

  /// As screens show it; nil without one.
  static func masked(
    _ channel: Channel, of person: Identifier<Person>, in db: some Reading
  ) throws -> String? {
    try db.row(
      """
      SELECT address_masked FROM message_addresses
      WHERE person = \(person) AND channel = \(channel)
      """)?.get("address_masked")
  }

  /// In the clear, for sending something to it.
  static func address(
    _ channel: Channel, of person: Identifier<Person>, keys: SecretKeys, in db: some Reading
  ) throws -> String? {
    let row = try db.row(
      """
      SELECT address_sealed FROM message_addresses
      WHERE person = \(person) AND channel = \(channel)
      """)
    guard let row else { return nil }
    return try Sealed(rawValue: try row.get("address_sealed"))
      .open(in: place(person, channel), keys: keys)
  }

  private static func place(_ person: Identifier<Person>, _ channel: Channel) -> Sealed.Place {
    Sealed.Place(
      table: "message_addresses", column: "address_sealed",
      row: "\(channel.rawValue):\(person)")
  }
}
