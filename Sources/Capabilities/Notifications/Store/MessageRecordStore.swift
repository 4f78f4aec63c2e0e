import Kernel

/// A person's messages, for copies and erasures.
enum MessageRecordStore {
  static func erase(_ person: Identifier<Person>, in tx: Transaction) throws -> Int {
    try tx.run("DELETE FROM messages WHERE person = \(person)")
      + tx.run("DELETE FROM message_opt_outs WHERE person = \(person)")
      + tx.run("DELETE FROM message_addresses WHERE person = \(person)")
      + tx.run("DELETE FROM message_address_codes WHERE person = \(person)")
      + tx.run("DELETE FROM push_subscriptions WHERE person = \(person)")
      + tx.run("DELETE FROM message_alerts WHERE person = \(person)")
  }

  /// Seen ones only: what has not been read may still matter.
  static func eraseRead(_ person: Identifier<Person>, in tx: Transaction) throws -> Int {
    try tx.run("DELETE FROM messages WHERE person = \(person) AND read_at IS NOT NULL")
  }
}
