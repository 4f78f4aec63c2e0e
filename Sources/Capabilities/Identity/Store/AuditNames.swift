import Kernel

/// What the audit's lines call people and roles.
enum AuditNames {
  struct InBoth: Hashable, Sendable {
    let chinese: String
    let english: String

    func text(in language: Language) -> String { language == .english ? english : chinese }
  }

  /// Staff among the people, as `name · login`, and every role there is now; one statement.
  static func find(
    _ people: [Identifier<Person>], at now: Timestamp, in db: some Reading
  ) throws -> (people: [String: String], roles: [String: InBoth]) {
    let among: SQL = people.isEmpty ? "FALSE" : "p.id IN \(list: people)"
    let rows = try db.rows(
      """
      SELECT 'person' AS kind, p.id AS id, p.name AS one, a.login AS two
      FROM people p JOIN staff_accounts a ON a.person = p.id WHERE \(among)
      UNION ALL
      SELECT 'role' AS kind, code, name_zh, name_en FROM roles
      WHERE valid_from <= \(now) AND valid_until > \(now)
      """)
    var found: (people: [String: String], roles: [String: InBoth]) = ([:], [:])
    for row in rows {
      let id: String = try row.get("id")
      let (one, two): (String, String) = (try row.get("one"), try row.get("two"))
      if try row.get("kind", as: String.self) == "role" {
        found.roles[id] = InBoth(chinese: one, english: two)
      } else {
        found.people[id] = "\(one) · \(two)"
      }
    }
    return found
  }
}
