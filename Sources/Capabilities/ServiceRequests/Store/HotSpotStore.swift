import Casework
import Kernel
import Language

/// Hot spots as they were counted last; each count takes the place of the one before.
enum HotSpotStore {
  static let migration = Migration(
    "005_hot_spots",
    """
    CREATE TABLE hot_spots (
      id TEXT PRIMARY KEY,
      place BIGINT NOT NULL,
      heat DOUBLE PRECISION NOT NULL,
      name TEXT NOT NULL,
      central_case TEXT NOT NULL,
      first_at BIGINT NOT NULL,
      last_at BIGINT NOT NULL,
      voices BIGINT NOT NULL,
      days BIGINT NOT NULL,
      likes BIGINT NOT NULL,
      severity BIGINT NOT NULL,
      counted_at BIGINT NOT NULL
    )\(.clustered)
    """,
    """
    CREATE TABLE hot_spot_cases (
      spot_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      PRIMARY KEY (spot_id, case_id)
    )\(.clustered)
    """)

  /// One line of the table; no words of cases but the name of the place.
  struct Spot: Sendable, Hashable {
    /// The oldest case of it, by which it is found again after the next count.
    let id: Identifier<Case>
    let heat: Double
    let name: String
    /// Whose title stands for all.
    let central: Identifier<Case>
    let from: Timestamp
    let to: Timestamp
    let parts: HotSpot.Parts
    let countedAt: Timestamp

    fileprivate init(_ row: Row) throws {
      id = try row.get("id")
      heat = try row.get("heat")
      name = try row.get("name")
      central = try row.get("central_case")
      from = try row.get("first_at")
      to = try row.get("last_at")
      let (voices, days): (Int64, Int64) = (try row.get("voices"), try row.get("days"))
      let (likes, severity): (Int64, Int64) = (try row.get("likes"), try row.get("severity"))
      parts = HotSpot.Parts(
        voices: Int(voices), days: Int(days), likes: Int(likes), severity: Int(severity))
      countedAt = try row.get("counted_at")
    }
  }

  /// Of one hot spot, the newest: a page has no room for more.
  static let mostCases = 200

  static func replace(_ spots: [HotSpot], in tx: Transaction) throws {
    try tx.run("DELETE FROM hot_spot_cases")
    try tx.run("DELETE FROM hot_spots")
    for (place, spot) in spots.enumerated() {
      try tx.later(
        """
        INSERT INTO hot_spots (id, place, heat, name, central_case, first_at, last_at, voices,
          days, likes, severity, counted_at)
        VALUES (\(spot.ids[0]), \(place + 1), \(spot.heat), \(spot.place), \(spot.central),
          \(spot.from), \(spot.to), \(spot.parts.voices), \(spot.parts.days), \(spot.parts.likes),
          \(spot.parts.severity), \(tx.now))
        """)
      // The one whose title is shown is always among them.
      for id in Set(spot.ids.suffix(mostCases - 1) + [spot.central]).sorted() {
        try tx.later(
          "INSERT INTO hot_spot_cases (spot_id, case_id) VALUES (\(spot.ids[0]), \(id))")
      }
    }
  }

  /// The hottest first.
  static func all(in db: some Reading) throws -> [Spot] {
    try db.rows("SELECT \(columns) FROM hot_spots ORDER BY place").map(Spot.init)
  }

  static func find(_ id: Identifier<Case>, in db: some Reading) throws -> Spot? {
    try db.row("SELECT \(columns) FROM hot_spots WHERE id = \(id)").map(Spot.init)
  }

  /// Ids of its cases; they begin with the time they were filed at, so the newest come first.
  static func cases(of spot: Identifier<Case>, in db: some Reading) throws -> [Identifier<Case>] {
    try db.rows("SELECT case_id FROM hot_spot_cases WHERE spot_id = \(spot) ORDER BY case_id DESC")
      .map { try $0.get("case_id") }
  }

  private static let columns: SQL = """
    id, heat, name, central_case, first_at, last_at, voices, days, likes, severity, counted_at
    """
}
