public import Kernel

/// What one capability holds on a person: handed over when they ask, and taken away when they may
/// ask for that (PIPL article 45, 47).
///
/// Each capability answers for its own tables, and for nothing else.
public protocol PersonalRecords: Sendable {
  /// Everything held on the person, in the clear; whoever hands it over writes the audit row.
  func copy(of person: Identifier<Person>, in db: some Reading) throws -> [PersonalRecord]

  /// Deletes what nothing needs any more, and takes the person out of what has to stay.
  func erase(
    _ person: Identifier<Person>, _ extent: ErasureExtent, in tx: Transaction
  ) throws -> Erased
}

/// One thing held on a person.
public struct PersonalRecord: Hashable, Sendable {
  /// What it is, such as `matter`; its word is `record.` and the code.
  public let kind: String
  public let fields: [Field]

  public init(_ kind: String, _ fields: [Field?]) {
    self.kind = kind
    self.fields = fields.compactMap { $0 }
  }

  /// One value; its label's word is `record.field.` and the code.
  public struct Field: Hashable, Sendable {
    public let code: String
    public let value: Value

    /// Nil for what is not there, so that a copy does not list what is not held.
    public init?(_ code: String, _ text: String?) {
      guard let text, !text.isEmpty else { return nil }
      self.code = code
      value = .text(text)
    }

    public init?(_ code: String, at time: Timestamp?) {
      guard let time else { return nil }
      self.code = code
      value = .time(time)
    }

    /// A code with the key of the sentence that says it.
    public init(_ code: String, _ coded: String, word: String) {
      self.code = code
      value = .coded(coded, word: word)
    }
  }

  public enum Value: Hashable, Sendable {
    case text(String)
    case time(Timestamp)
    case coded(String, word: String)
  }
}

/// How much goes.
public enum ErasureExtent: String, CaseIterable, Codable, Sendable {
  /// What is done with: the account stays.
  case past
  /// The person leaves.
  case account
}

/// What an erasure came to, in rows.
public struct Erased: Hashable, Codable, Sendable {
  public var deleted: Int
  /// Stays, without the person.
  public var anonymised: Int
  /// Stays with the person, because it is not over: open matters.
  public var kept: Int

  public init(deleted: Int = 0, anonymised: Int = 0, kept: Int = 0) {
    self.deleted = deleted
    self.anonymised = anonymised
    self.kept = kept
  }

  public static func + (a: Erased, b: Erased) -> Erased {
    Erased(
      deleted: a.deleted + b.deleted, anonymised: a.anonymised + b.anonymised,
      kept: a.kept + b.kept)
  }
}
