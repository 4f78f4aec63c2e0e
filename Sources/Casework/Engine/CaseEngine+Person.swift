public import Kernel

/// A person's part in cases: handed over when they ask, and taken out when it has to go.
extension CaseEngine {
  /// Who did something, once the person has been taken out of the history.
  public static let nobody = "erased"

  /// Everything a person said in one case.
  public struct OwnWords: Hashable, Sendable {
    public let number: String
    public let at: Timestamp
    public let words: String
  }

  /// The person's own cases, the newest first.
  public func reported(by person: Identifier<Person>, in db: some Reading) throws -> [Case] {
    try db.rows(
      """
      SELECT \(CaseStore.columns) FROM cases
      WHERE reporter = \(person) AND kind = \(kind.code) ORDER BY ref DESC LIMIT 5000
      """
    ).map(Case.init)
  }

  /// Numbers of the cases the person joined, and when.
  public func joinedNumbers(
    by person: Identifier<Person>, in db: some Reading
  ) throws -> [(number: String, at: Timestamp)] {
    try db.rows(
      """
      SELECT c.no, s.at FROM case_supporters s JOIN cases c ON c.id = s.case_id
      WHERE s.person = \(person) AND c.kind = \(kind.code) ORDER BY s.at DESC LIMIT 5000
      """
    ).map { (try $0.get("no"), try $0.get("at")) }
  }

  /// What the person wrote after reporting, in cases of their own and in those they joined.
  public func words(of person: Identifier<Person>, in db: some Reading) throws -> [OwnWords] {
    try db.rows(
      """
      SELECT c.no, e.at, e.words FROM cases c JOIN case_events e ON e.case_id = c.id
      WHERE (c.reporter = \(person) OR c.id IN (
          SELECT case_id FROM case_supporters WHERE person = \(person)))
        AND c.kind = \(kind.code) AND e.actor = \(person) AND e.words IS NOT NULL
      ORDER BY e.at DESC LIMIT 5000
      """
    ).map {
      OwnWords(number: try $0.get("no"), at: try $0.get("at"), words: try $0.get("words"))
    }
  }

  /// Takes a person out of every case that is over; what is open needs them still.
  ///
  /// The case keeps its history. Returns how many cases lost the person, and how many wait.
  public func forget(
    _ person: Identifier<Person>, in tx: Transaction
  ) throws -> (anonymised: Int, open: Int) {
    let rows = try tx.rows(
      """
      SELECT id, is_open FROM cases
      WHERE kind = \(kind.code) AND (reporter = \(person) OR id IN (
        SELECT case_id FROM case_supporters WHERE person = \(person)))
      """)
    var over: [String] = []
    var open = 0
    for row in rows {
      if try row.get("is_open") { open += 1 } else { over.append(try row.get("id")) }
    }
    guard !over.isEmpty else { return (0, open) }
    try tx.run(
      """
      UPDATE case_events SET actor = \(Self.nobody)
      WHERE case_id IN \(list: over) AND actor = \(person)
      """)
    try tx.run(
      """
      UPDATE case_attachments SET added_by = \(Self.nobody)
      WHERE case_id IN \(list: over) AND added_by = \(person)
      """)
    // How many joined stays: it is a figure, not a person.
    try tx.run(
      "DELETE FROM case_supporters WHERE person = \(person) AND case_id IN \(list: over)")
    try tx.run("UPDATE cases SET \(Self.detailsWithout(person.rawValue)) WHERE id IN \(list: over)")
    try tx.run(
      """
      UPDATE cases SET \(Self.withoutReporter)
      WHERE reporter = \(person) AND id IN \(list: over)
      """)
    return (over.count, open)
  }

  private static let withoutReporter: SQL = """
    reporter = NULL, contact_sealed = NULL, contact_hash = NULL, contact_masked = NULL
    """

  /// Of the people in details none is but who told a result or asked for time, by the id alone.
  private static func detailsWithout(_ person: String) -> SQL {
    "details = REPLACE(details, \(person), \(nobody))"
  }

  private func hasReporter(closedBefore time: Timestamp) -> SQL {
    "\(isOver(before: time)) AND (reporter IS NOT NULL OR contact_hash IS NOT NULL)"
  }

  public func reporters(closedBefore time: Timestamp, in db: some Reading) throws -> Int {
    Int(try db.number("SELECT COUNT(*) FROM cases WHERE \(hasReporter(closedBefore: time))"))
  }

  /// Takes the reporter out of cases that ended so long ago; returns how many.
  public func forgetReporters(
    closedBefore time: Timestamp, limit: Int, in tx: Transaction
  ) throws -> Int {
    let rows = try tx.rows(
      """
      SELECT id, reporter FROM cases WHERE \(hasReporter(closedBefore: time))
      ORDER BY state_since, id LIMIT \(limit)
      """)
    for row in rows {
      guard let reporter = try row.get("reporter", as: String?.self) else { continue }
      let id: String = try row.get("id")
      try tx.later(
        """
        UPDATE case_events SET actor = \(Self.nobody)
        WHERE case_id = \(id) AND actor = \(reporter)
        """)
      try tx.later(
        """
        UPDATE case_attachments SET added_by = \(Self.nobody)
        WHERE case_id = \(id) AND added_by = \(reporter)
        """)
      try tx.later("UPDATE cases SET \(Self.detailsWithout(reporter)) WHERE id = \(id)")
    }
    let ids: [String] = try rows.map { try $0.get("id") }
    guard !ids.isEmpty else { return 0 }
    return try tx.run("UPDATE cases SET \(Self.withoutReporter) WHERE id IN \(list: ids)")
  }
}
