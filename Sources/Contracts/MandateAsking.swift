public import Kernel

/// Who may act for whom, asked by every capability that lets one person act for another; Mandates
/// answers.
///
/// Ask inside the transaction that acts: a withdrawal then counts from its own commit on.
public protocol MandateAsking: Sendable {
  /// What `delegate` may do for `principal` at this moment; empty without a mandate.
  func scopes(
    of delegate: Identifier<Person>, for principal: Identifier<Person>, in db: some Reading
  ) throws -> Set<MandateScope>

  /// Everybody for whom `delegate` may do this now, at most a hundred.
  func principals(
    of delegate: Identifier<Person>, for scope: MandateScope, in db: some Reading
  ) throws -> [Identifier<Person>]

  /// Everybody who may do this for `principal` now, such as who is reminded too.
  func delegates(
    of principal: Identifier<Person>, for scope: MandateScope, in db: some Reading
  ) throws -> [Identifier<Person>]

  /// Checks, and writes the line that both sides read: who used what for which thing.
  ///
  /// `subject`: kind and id of the thing, such as `case:0193…`.
  /// Throws `Problem(.notFound)` where the scope is not given now.
  func use(
    _ scope: MandateScope, of delegate: Identifier<Person>, for principal: Identifier<Person>,
    about subject: String, in tx: Transaction
  ) throws
}

/// One thing that can be allowed by itself: one scope is one switch (docs/rules.md §10).
public enum MandateScope: String, CaseIterable, Codable, Sendable, ColumnValue {
  case pay, book
  case viewReport = "view_report"
  case downloadReport = "download_report"
  case viewImage = "view_image"
  case receiveReminder = "receive_reminder"
  case receiveFraudWarning = "receive_fraud_warning"
  case manageCare = "manage_care"
  case signCouncilConsent = "sign_council_consent"
}
