import Kernel

enum ServiceRequestMigrations {
  static let all = [
    Migration(
      "001_drafts",
      """
      CREATE TABLE service_request_drafts (
        token_hash TEXT PRIMARY KEY,
        content TEXT NOT NULL,
        photos TEXT NOT NULL,
        updated_at BIGINT NOT NULL
      )
      """,
      "CREATE INDEX service_request_drafts_by_age ON service_request_drafts (updated_at)")
  ]
}
