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

extension NotificationsMigrations {
  /// Several areas a person, streets and communities too, each for one type or all of them.
  ///
  /// Who chose a grid before asked for finds on patrol, in the app, and gets no more than that.
  static let alerts = Migration(
    "008_alerts",
    """
    CREATE TABLE message_alerts (
      person TEXT NOT NULL,
      area TEXT NOT NULL,
      service TEXT NOT NULL,
      is_wide BOOLEAN NOT NULL,
      since_at BIGINT NOT NULL,
      PRIMARY KEY (person, area, service)
    )\(.clustered)
    """,
    """
    INSERT INTO message_alerts (person, area, service, is_wide, since_at)
    SELECT person, area, '', \(false), since_at FROM message_neighbours
    """,
    "DROP TABLE message_neighbours",
    "CREATE INDEX message_alerts_by_area ON message_alerts (area, service, person)")
}
