import Kernel

extension NotificationsMigrations {
  /// One grid a person, as they chose it, and only for as long as they want to hear of it.
  static let neighbours = Migration(
    "007_neighbours",
    """
    CREATE TABLE message_neighbours (
      person TEXT PRIMARY KEY,
      area TEXT NOT NULL,
      since_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX message_neighbours_by_area ON message_neighbours (area, person)")
}
