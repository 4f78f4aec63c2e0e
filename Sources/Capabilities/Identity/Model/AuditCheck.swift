import Kernel

/// One walk over the audit's chains, and what it found.
struct AuditCheck: Sendable, Hashable {
  let id: Identifier<AuditCheck>
  let startedAt: Timestamp
  /// Nil while it runs.
  let finishedAt: Timestamp?
  let entries: Int64
  let lanes: Int64
  let checkpoints: Int64
  /// Places that do not fit, in words for an auditor.
  let faults: [String]
}
