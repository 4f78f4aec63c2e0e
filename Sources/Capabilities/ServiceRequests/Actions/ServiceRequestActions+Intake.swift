import Casework
import Civics
import Contracts
import Kernel

extension ServiceRequestActions {
  /// How somebody comes who does not write it themselves.
  static let intakeSources: [CaseSource] = [.hotline, .phone, .window]

  /// Files for a caller or for somebody at the window (docs/rules.md §4: one entry, one record).
  ///
  /// The number leads to the account it belongs to; without one it is sealed into the case. Nothing
  /// in the answer says which. Throws `Problem(.notFound)` without the permission,
  /// `Problem(.invalid)` naming what to change.
  func takeIn(
    _ submission: Submission, leavesNumber: Bool, by viewer: Viewer, key: CommandKey?,
    also: Also? = nil
  ) async throws -> Receipt {
    guard viewer.can(.takeInRequests) else { throw Problem(.notFound) }
    let faults = intakeMistakes(in: submission, leavesNumber: leavesNumber)
    guard faults.isEmpty else { throw Problem(faults) }
    return try await submit(submission, by: viewer, key: key, forCaller: true, also: also)
  }

  /// What would have to change before this could be taken in, all of it.
  func intakeMistakes(in submission: Submission, leavesNumber: Bool) -> [FieldError] {
    var faults: [FieldError] = []
    if !Self.intakeSources.contains(submission.source) {
      faults.append(FieldError("source", "mistake.no-source"))
    }
    if leavesNumber, submission.phone?.trimmed.isEmpty ?? true {
      faults.append(FieldError("phone", "mistake.no-caller"))
    }
    return faults + mistakes(in: submission)
  }

  func account(of phone: PhoneNumber?, in tx: Transaction) throws -> Identifier<Person>? {
    try phone.flatMap { try register?.person(with: $0, in: tx) }
  }

  func noteIntake(_ item: Case, by viewer: Viewer, in tx: Transaction) throws {
    try tx.audit(
      AuditEntry(
        actor: viewer.actor, action: "service_request.taken_in", subject: "case:\(item.id)",
        detail: item.source.rawValue))
  }

  /// The code that goes with the number, for reading out.
  func receiptCode(of receipt: Receipt) throws -> String {
    try ReceiptCode(of: Identifier(rawValue: receipt.id), keys: keys).text
  }
}
