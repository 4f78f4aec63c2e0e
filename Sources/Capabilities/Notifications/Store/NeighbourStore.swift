import Kernel

/// Whose neighbours hear what is reported and done around them: those who said where.
///
/// People have no area here otherwise (docs/rules.md §10), and nothing else reads this one. A new
/// case is matched against what people asked for, never the other way round: FixMyStreet's alerts
/// asked about each person's surroundings in turn (its issue 1017).
enum NeighbourStore {
  /// An area and, if only one is wanted, a type of matter.
  struct Alert: Hashable, Sendable {
    /// A street's, a community's or a grid's code.
    let area: String
    /// Nil for every type.
    var service: String?
    /// Everything that neighbours may read; false for what was chosen while this told of finds on
    /// patrol only, and nothing goes outside the app.
    var isWide = true
  }

  /// Digits of the areas that hold a place.
  private static let digits = [6, 9, 12, 15]

  /// Those who hear of a matter of this type there; `wideOnly`: without those who asked for finds
  /// on patrol.
  static func people(
    in area: String, about service: String, wideOnly: Bool, in db: some Reading
  ) throws -> [Identifier<Person>] {
    let areas = digits.filter { $0 <= area.utf8.count }.map { String(area.prefix($0)) }
    guard !areas.isEmpty else { return [] }
    let kinds: SQL = wideOnly ? " AND is_wide" : ""
    return try db.rows(
      """
      SELECT DISTINCT person FROM message_alerts
      WHERE area IN \(list: areas) AND service IN ('', \(service))\(kinds) ORDER BY person
      """
    ).map { try $0.get("person") }
  }

  /// What a person chose for the settings page, in one statement.
  struct Choices: Sendable {
    var optOuts: Set<Message.Kind> = []
    var alerts: [Alert] = []
  }

  static func choices(of person: Identifier<Person>, in db: some Reading) throws -> Choices {
    try db.rows(
      """
      SELECT 'kind' AS choice, kind AS code, '' AS service, 0 AS wide FROM message_opt_outs
      WHERE person = \(person)
      UNION ALL SELECT 'area', area, service, CAST(is_wide AS INTEGER) FROM message_alerts
      WHERE person = \(person)
      ORDER BY choice, code, service
      """
    ).reduce(into: Choices()) { choices, row in
      let code: String = try row.get("code")
      if try row.get("choice", as: String.self) == "area" {
        let service: String = try row.get("service")
        choices.alerts.append(
          Alert(
            area: code, service: service.isEmpty ? nil : service,
            isWide: try row.get("wide", as: Int.self) == 1))
      } else if let kind = Message.Kind(rawValue: code) {
        choices.optOuts.insert(kind)
      }
    }
  }

  static func count(of person: Identifier<Person>, in db: some Reading) throws -> Int {
    Int(try db.number("SELECT COUNT(*) FROM message_alerts WHERE person = \(person)"))
  }

  static func add(_ alert: Alert, of person: Identifier<Person>, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO message_alerts (person, area, service, is_wide, since_at)
      VALUES (\(person), \(alert.area), \(alert.service ?? ""), \(alert.isWide), \(tx.now))
      ON CONFLICT (person, area, service) DO UPDATE SET is_wide = excluded.is_wide
      """)
  }

  static func remove(_ alert: Alert, of person: Identifier<Person>, in tx: Transaction) throws {
    try tx.run(
      """
      DELETE FROM message_alerts
      WHERE person = \(person) AND area = \(alert.area) AND service = \(alert.service ?? "")
      """)
  }

  /// Everything that made a message about this place and type come; returns how many.
  static func removeAll(
    of person: Identifier<Person>, in area: String, about service: String, in tx: Transaction
  ) throws -> Int {
    let areas = digits.filter { $0 <= area.utf8.count }.map { String(area.prefix($0)) }
    return try tx.run(
      """
      DELETE FROM message_alerts
      WHERE person = \(person) AND area IN \(list: areas) AND service IN ('', \(service))
      """)
  }

  /// What was chosen and since when, for the person's own copy.
  static func copies(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> [(area: String, service: String, since: Timestamp)] {
    try db.rows(
      """
      SELECT area, service, since_at FROM message_alerts WHERE person = \(person)
      ORDER BY area, service
      """
    ).map { (try $0.get("area"), try $0.get("service"), try $0.get("since_at")) }
  }
}
