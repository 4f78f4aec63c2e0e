public import Kernel

/// Whether somebody agreed to a use of their data; Mandates answers.
public protocol ConsentAsking: Sendable {
  /// Whether a consent stands now that covers the purpose as its text says today.
  ///
  /// Ask inside the transaction that uses the data.
  func isGiven(
    _ purpose: ConsentPurpose, by person: Identifier<Person>, in db: some Reading
  ) throws -> Bool

  /// Whether the person may be asked: not after a consent, and not soon after a refusal
  /// (PIPL article 16; docs/rules.md §10).
  func mayAsk(
    _ purpose: ConsentPurpose, _ person: Identifier<Person>, in db: some Reading
  ) throws -> Bool
}

/// Consents taken back by staff, as people asked them to (PIPL article 15); Mandates answers.
public protocol ConsentKeeping: Sendable {
  /// What stands and can be taken back.
  func standing(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> [ConsentPurpose]

  /// Takes it back from this moment on, leaves an audit row and tells the person.
  ///
  /// False where nothing stood.
  func withdraw(
    _ purpose: ConsentPurpose, of person: Identifier<Person>, by staff: Identifier<Person>,
    in tx: Transaction
  ) throws -> Bool
}

/// What data may be used for with consent; its texts are dated data.
public enum ConsentPurpose: String, CaseIterable, Codable, Sendable, ColumnValue {
  /// Asking a register whether name and number belong together.
  case realName = "real_name"
  /// Data of a child under 14, agreed to by the guardian.
  case child
  /// Learning from ratings and courses of one's own matters.
  case survey
}
