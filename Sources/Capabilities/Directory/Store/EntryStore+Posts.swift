import Kernel

/// Posts, who is on duty in them, and the dispatch catalogue.
extension EntryStore {
  static func savePost(_ entry: Entry, _ next: Int64, in tx: Transaction) throws -> Bool {
    func text(_ key: String) -> String? { entry.values[key] }
    return try tx.run(
      """
      INSERT INTO duty_posts (code, name, english, phone, office, area, duties, version,
        changed_at, ended_on)
      VALUES (\(entry.code), \(entry.name), \(text("english")), \(text("phone") ?? ""),
        \(text("office")), \(text("area")), \(text("duties")), \(next), \(tx.now),
        \(entry.endedOn?.description))
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, english = excluded.english,
        phone = excluded.phone, office = excluded.office, area = excluded.area,
        duties = excluded.duties, version = excluded.version, changed_at = excluded.changed_at,
        ended_on = excluded.ended_on
      WHERE duty_posts.version = \(entry.version)
      """) == 1
  }

  static func saveShift(_ entry: Entry, _ next: Int64, in tx: Transaction) throws -> Bool {
    func text(_ key: String) -> String? { entry.values[key] }
    return try tx.run(
      """
      INSERT INTO duty_shifts (code, station, holder, english, phone, days, times, first_on,
        last_on, version, changed_at, ended_on)
      VALUES (\(entry.code), \(entry["station"]), \(entry["holder"]), \(text("english")),
        \(text("phone")), \(entry["days"]), \(entry["times"]), \(text("first")),
        \(text("last")), \(next), \(tx.now), \(entry.endedOn?.description))
      ON CONFLICT (code) DO UPDATE SET station = excluded.station, holder = excluded.holder,
        english = excluded.english, phone = excluded.phone, days = excluded.days,
        times = excluded.times, first_on = excluded.first_on, last_on = excluded.last_on,
        version = excluded.version, changed_at = excluded.changed_at,
        ended_on = excluded.ended_on
      WHERE duty_shifts.version = \(entry.version)
      """) == 1
  }

  static func saveRule(_ entry: Entry, _ next: Int64, in tx: Transaction) throws -> Bool {
    func text(_ key: String) -> String? { entry.values[key] }
    return try tx.run(
      """
      INSERT INTO dispatch_rules (code, name, english, matter, place, days, daytimes, season,
        first_on, last_on, lead, co, version, changed_at, ended_on)
      VALUES (\(entry.code), \(entry.name), \(text("english")), \(entry["matter"]),
        \(text("place")), \(text("days")), \(text("daytimes")), \(text("season")),
        \(text("first")), \(text("last")), \(entry["lead"]), \(text("co")), \(next), \(tx.now),
        \(entry.endedOn?.description))
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, english = excluded.english,
        matter = excluded.matter, place = excluded.place, days = excluded.days,
        daytimes = excluded.daytimes, season = excluded.season, first_on = excluded.first_on,
        last_on = excluded.last_on, lead = excluded.lead, co = excluded.co,
        version = excluded.version, changed_at = excluded.changed_at,
        ended_on = excluded.ended_on
      WHERE dispatch_rules.version = \(entry.version)
      """) == 1
  }
}
