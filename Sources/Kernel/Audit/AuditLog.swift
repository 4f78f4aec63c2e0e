/// What was done, read by those who look after it: the newest first.
public enum AuditLog {
  /// What of it is wanted; nil leaves open.
  public struct Filter: Sendable, Hashable {
    public var from: Timestamp?
    /// Not included.
    public var until: Timestamp?
    public var actor: String?
    /// What the actor is called as a thing done to: deeds of whoever was not signed in count as the
    /// actor's where they were done to one of these.
    public var triedOn: [String] = []
    /// How the deed's code begins: `identity.` or `identity.signed_in`.
    public var action: String?
    public var subject: String?

    public init(
      from: Timestamp? = nil, until: Timestamp? = nil, actor: String? = nil,
      action: String? = nil, subject: String? = nil
    ) {
      self.from = from
      self.until = until
      self.actor = actor
      self.action = action
      self.subject = subject
    }
  }

  /// One link of a chain as it stands there.
  public struct Line: Sendable, Hashable {
    public let place: Place
    public let entry: AuditEntry
    public let hash: String
  }

  /// Where a line stands: by time, and within one millisecond by chain and number.
  public struct Place: Sendable, Hashable {
    public let at: Timestamp
    public let lane: Int64
    public let number: Int64

    public init(at: Timestamp, lane: Int64, number: Int64) {
      self.at = at
      self.lane = lane
      self.number = number
    }
  }

  /// At most `limit` lines, those older than `after` when it is given.
  public static func lines(
    _ filter: Filter, after: Place? = nil, limit: Int, in db: some Reading
  ) throws -> [Line] {
    try db.rows(
      """
      SELECT lane, number, at, actor, action, subject, detail, hash FROM audit_entries
      WHERE \(condition(filter, after)) ORDER BY at DESC, lane DESC, number DESC
      LIMIT \(literal: limit)
      """
    ).map { row in
      Line(
        place: Place(
          at: try row.get("at"), lane: try row.get("lane"), number: try row.get("number")),
        entry: AuditEntry(
          actor: try row.get("actor"), action: try row.get("action"),
          subject: try row.get("subject"), detail: try row.get("detail")),
        hash: try row.get("hash"))
    }
  }

  private static func condition(_ filter: Filter, _ after: Place?) -> SQL {
    var parts: [SQL] = []
    if let from = filter.from { parts.append("at >= \(from)") }
    if let until = filter.until { parts.append("at < \(until)") }
    if let actor = filter.actor {
      let tried: SQL =
        "actor = \(Viewer.visitor.actor) AND subject IN \(list: filter.triedOn)"
      parts.append(filter.triedOn.isEmpty ? "actor = \(actor)" : "(actor = \(actor) OR \(tried))")
    }
    if let subject = filter.subject { parts.append("subject = \(subject)") }
    if let action = filter.action {
      parts.append("SUBSTR(action, 1, \(literal: action.unicodeScalars.count)) = \(action)")
    }
    if let after {
      // The first half alone bounds the walk along the index.
      parts.append(
        """
        at <= \(after.at) AND (at < \(after.at) OR lane < \(after.lane)
          OR (lane = \(after.lane) AND number < \(after.number)))
        """)
    }
    return parts.isEmpty ? "TRUE" : SQL.all(parts)
  }
}
