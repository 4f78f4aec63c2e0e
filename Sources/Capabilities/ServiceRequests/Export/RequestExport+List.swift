import Casework
import Kernel

/// The list that somebody has before them, as a file.
extension RequestExport {
  /// Rows a page hands over; longer ones are for a data officer (`linli export`).
  static let mostListed = 5000
  private static let listPage = 200

  /// Which list it is.
  enum Place: Hashable, Sendable {
    case queue
    /// What is on the viewer's own desk in these states, by time left.
    case desk(Set<CaseState>)
  }

  /// The rows of a list as the viewer may know them, in its order, with the columns of every
  /// other export (docs/export.md); Excel reads it as it is.
  ///
  /// Restricted cases stay. What was written by people leaves with it, so the audit knows before
  /// anything does. Throws `Problem(.notNow)` for a list that is too long.
  func list(
    _ filter: QueueFilter, of place: Place = .queue, for viewer: Viewer, in language: Language,
    most: Int = mostListed
  ) async throws -> [UInt8] {
    var wish = Wish()
    (wish.language, wish.forExcel) = (language, true)
    let secret = actions.database.world.randomBytes(32)
    var query = filter.query
    if case .desk(let states) = place { (query.sort, query.states) = (.timeLeft, states) }
    (query.limit, query.after) = (Self.listPage, nil)
    var (text, rows) = (wish.head, 0)
    repeat {
      let (cases, next) = try await actions.wholePage(query, of: place, for: viewer)
      for item in cases where item.confidentiality != .restricted {
        text += try line(of: item, wish, secret)
        rows += 1
      }
      guard rows <= most else {
        throw Problem(.notNow, "refusal.list-too-long", values: ["n": String(most)])
      }
      query.after = next
    } while query.after != nil
    let detail = "format=csv rows=\(rows) \(place == .queue ? "list" : "desk")" + filter.codes
    try await actions.database.write { tx in
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "service_requests.exported", subject: "service_requests",
          detail: detail))
    }
    return Array(text.utf8)
  }
}

extension QueueFilter {
  /// For the audit: codes only, never the words that were looked for.
  fileprivate var codes: String {
    Self.names.compactMap { name in
      values[name].map { " \(name)=" + (name == "q" || !Self.isCode($0) ? "…" : $0) }
    }.joined()
  }

  private static func isCode(_ text: String) -> Bool {
    text.utf8.count <= 60
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 44, 45, 46, 48...57, 58, 65...90, 95, 97...122: true
        default: false
        }
      }
  }
}

extension ServiceRequestActions {
  /// A page of the viewer's list with everything on each, and where the next begins.
  func wholePage(
    _ query: CaseQuery, of place: RequestExport.Place, for viewer: Viewer
  ) async throws -> (cases: [Case], next: CaseCursor?) {
    let now = database.world.now()
    let query = asked(query, by: viewer)
    return try await database.read { db in
      let page =
        place == .queue
        ? try engine.list(query, for: viewer, at: now, in: db)
        : try engine.desk(query, of: viewer, at: now, in: db)
      return (try engine.whole(page.items, for: viewer, in: db), page.next)
    }
  }
}
