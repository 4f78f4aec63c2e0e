/// One step of a capability's schema, the same text for both engines, applied once and for ever.
///
/// Append only: an edited step no longer matches its recorded checksum and stops the start.
public struct Migration: Sendable {
  public let name: String
  public let statements: [SQL]

  /// `name`: ordered and named for its purpose: `001_service_requests`.
  public init(_ name: String, _ statements: SQL...) {
    self.name = name
    self.statements = statements
  }

  /// What is recorded; whitespace counts, so an applied step is never reformatted.
  var text: String { statements.map { $0.rendered(for: .sqlite).text }.joined(separator: ";\n") }
}

/// The ordered steps of one owner: the kernel or a capability.
public struct MigrationSet: Sendable {
  public let owner: String
  public let migrations: [Migration]

  public init(owner: String, _ migrations: [Migration]) {
    self.owner = owner
    self.migrations = migrations
  }
}
