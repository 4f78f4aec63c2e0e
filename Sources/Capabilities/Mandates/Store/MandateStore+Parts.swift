import Contracts
import Kernel

/// What hangs on mandates, read together with them: pages ask few questions.
extension MandateStore {
  private static let order = Dictionary(
    uniqueKeysWithValues: MandateScope.allCases.enumerated().map { ($1, $0) })

  private static func sorted(_ switches: [MandateSwitch]) -> [MandateSwitch] {
    switches.sorted { (order[$0.scope] ?? 0) < (order[$1.scope] ?? 0) }
  }

  /// Like ``all(of:hashes:in:)``, with the switches of each.
  static func overview(
    of person: Identifier<Person>, hashes: [String], in db: some Reading
  ) throws -> (found: [Found], switches: [Identifier<Mandate>: [MandateSwitch]]) {
    let rows = try db.rows(
      """
      SELECT \(columns), s.scope, s.is_allowed FROM (
        SELECT \(columns) FROM mandates
        WHERE principal = \(person) OR delegate = \(person)
          OR (state = 'pending' AND invited_hash IN \(list: hashes))
        ORDER BY asked_at DESC, id DESC LIMIT 200) m
      JOIN mandate_scopes s ON s.mandate = m.id
      ORDER BY m.asked_at DESC, m.id DESC
      """)
    var found: [Found] = []
    var switches: [Identifier<Mandate>: [MandateSwitch]] = [:]
    for row in rows {
      let id: Identifier<Mandate> = try row.get("id")
      if found.last?.mandate.id != id { found.append(try Found(row)) }
      switches[id, default: []].append(
        MandateSwitch(scope: try row.get("scope"), isOn: try row.get("is_allowed")))
    }
    return (found, switches.mapValues(sorted))
  }

  struct Parts: Sendable {
    var switches: [MandateSwitch] = []
    var entries: [MandateEntry] = []
    /// Where it was taken in at a window.
    var takings: [WindowTaking] = []
  }

  /// Switches, windows and the newest entries of one mandate, in one question.
  static func parts(
    of mandate: Identifier<Mandate>, entries limit: Int, in db: some Reading
  ) throws -> Parts {
    let rows = try db.rows(
      """
      SELECT * FROM (
        SELECT id, at, actor, role, move, detail FROM mandate_entries WHERE mandate = \(mandate)
        ORDER BY at DESC, id DESC LIMIT \(limit)) e
      UNION ALL
      SELECT '', changed_at, NULL, CASE WHEN is_allowed THEN 'on' ELSE 'off' END, scope, NULL
      FROM mandate_scopes WHERE mandate = \(mandate)
      UNION ALL
      SELECT '', until_at, NULL, 'window', area, NULL
      FROM mandate_windows WHERE mandate = \(mandate)
      """)
    var parts = Parts()
    var entries: [(id: String, entry: MandateEntry)] = []
    for row in rows {
      let id: String = try row.get("id")
      guard !id.isEmpty else {
        let role = try row.get("role", as: String.self)
        if role == "window" {
          parts.takings.append(
            WindowTaking(area: try row.get("move"), untilAt: try row.get("at")))
        } else {
          parts.switches.append(MandateSwitch(scope: try row.get("move"), isOn: role == "on"))
        }
        continue
      }
      entries.append(
        (
          id,
          MandateEntry(
            at: try row.get("at"), actor: try row.get("actor"), role: try row.get("role"),
            move: try row.get("move"), detail: try row.get("detail"))
        ))
    }
    entries.sort { ($0.entry.at, $0.id) > ($1.entry.at, $1.id) }
    parts.switches = sorted(parts.switches)
    parts.entries = entries.map(\.entry)
    return parts
  }
}
