import Civics
import Kernel

extension CaseDossierStore {
  static func parts(_ rows: [Row]) throws -> Parts {
    var parts = Parts()
    for row in rows {
      switch try row.get("part", as: Int.self) {
      case 1: parts.events.append(try event(row))
      case 2: parts.limits.append(try limit(row))
      case 3:
        parts.files.append(
          CaseAttachment(file: try row.get("id"), kind: try row.get("a"), at: try row.get("at")))
      case 4: parts.units.insert(try row.get("id"))
      case 5: parts.isJoined = true
      case 8: parts.pieces.append(try piece(row))
      case 9:
        let line = CaseWhole(
          id: try row.get("id"), no: try row.number("a"),
          isOpenable: try row.get("m", as: Int.self) == 1)
        parts.whole = (line, try row.get("b"))
      case let part: parts.links.append(try link(row, isTarget: part == 6))
      }
    }
    parts.events.sort { ($0.at, $0.id) < ($1.at, $1.id) }
    parts.limits.sort {
      ($0.clock.startedAt, $0.duty.rawValue) < ($1.clock.startedAt, $1.duty.rawValue)
    }
    parts.pieces.sort { $0.no.rawValue < $1.no.rawValue }
    parts.links.sort { $0.no.rawValue < $1.no.rawValue }
    parts.files.sort { ($0.at, $0.file.rawValue) < ($1.at, $1.file.rawValue) }
    return parts
  }

  private static func piece(_ row: Row) throws -> CasePartLine {
    CasePartLine(
      id: try row.get("id"), no: try row.number("a"), title: try row.get("b"),
      state: try row.get("c"), leadUnit: try row.get("d"), level: try row.get("e"),
      outcome: try row.get("f"), dueAt: try row.get("due_at", as: Timestamp.self).unlessNever)
  }

  private static func link(_ row: Row, isTarget: Bool) throws -> CaseLink {
    let degrees = try [row.get("c", as: String?.self), row.get("d", as: String?.self)]
      .compactMap { $0.flatMap(Double.init) }
    return CaseLink(
      id: try row.get("id"), no: try row.number("a"), isTarget: isTarget,
      submittedAt: try row.get("at"), address: try row.get("b"),
      point: degrees.count == 2 ? Coordinate(latitude: degrees[0], longitude: degrees[1]) : nil)
  }

  private static func event(_ row: Row) throws -> CaseEvent {
    let data: String = try row.get("g")
    return CaseEvent(
      id: try row.get("id"), at: try row.get("at"), actor: try row.get("a"),
      role: try row.get("b"), move: try row.get("c"), from: try row.get("d"),
      to: try row.get("e"), version: try row.get("n"), words: try row.get("f"),
      isPublic: try row.get("m", as: Int.self) == 1,
      data: data == "{}" ? [:] : try JSONText.decode([String: String].self, from: data))
  }

  private static func limit(_ row: Row) throws -> CaseLimit {
    try CaseLimit(
      duty: row.get("id"), round: row.get("n"), amount: row.get("m"), unit: row.get("a"),
      warnPercent: row.get("k"), counting: row.get("b"), startedAt: row.get("at"),
      pauses: row.get("c"), state: row.get("d"), owner: row.get("e"), dueAt: row.get("due_at"),
      warnAt: row.get("warn_at"), finishedAt: row.get("finished_at"), alarm: row.get("f"),
      alarmAt: row.get("alarm_at"), lateSince: row.get("late_since"))
  }
}
