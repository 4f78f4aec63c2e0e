import Civics
import Contracts
import Kernel

/// What a window finds and opens; it reads nothing of other windows (`WindowReach`).
extension MandateActions {
  /// By the number that is said there, which opens it to this window for a day; or, among those
  /// within its reach, by the telephone number of who stands there.
  ///
  /// Each search is audited. Throws `Problem(.invalid)` for what is neither.
  func search(_ text: String, by viewer: Viewer) async throws -> [Mandate] {
    let staff = try Self.person(viewer)
    let reach = WindowReach(viewer)
    let digits = text.filter(\.isNumber)
    let phone = (try? PhoneNumber(text)).flatMap { $0.kind == .mobile ? $0 : nil }
    guard digits.utf8.count == 8 || phone != nil else {
      throw Problem(field: "q", "window.mistake.search")
    }
    return try await database.write { tx in
      let found =
        if let phone {
          try known(phone, within: reach, in: tx)
        } else {
          try taken(byCode: digits, reach, in: tx)
        }
      try tx.audit(
        AuditEntry(
          actor: staff.rawValue, action: "mandates.searched", subject: "window",
          detail: "\(phone == nil ? "code" : "phone") \(found.count)"))
      return found
    }
  }

  private func known(
    _ phone: PhoneNumber, within reach: WindowReach, in tx: Transaction
  ) throws -> [Mandate] {
    guard let person = try register.person(with: phone, in: tx) else { return [] }
    let all = try MandateStore.all(of: person, hashes: hashes(of: phone), in: tx).map(\.mandate)
    let takings = try MandateWindowStore.takings(of: all.map(\.id), in: tx)
    return all.filter { mandate in
      mandate.endedAt == nil
        && reach.opens(mandate, takenIn: takings[mandate.id] ?? [], at: tx.now, terms)
    }
  }

  private func taken(
    byCode code: String, _ reach: WindowReach, in tx: Transaction
  ) throws -> [Mandate] {
    guard !reach.areas.isEmpty, let found = try MandateStore.find(code: code, in: tx)?.mandate,
      found.endedAt == nil, found.isOfUse(at: tx.now, terms)
    else { return [] }
    try MandateWindowStore.take(
      found.id, at: reach.areas, until: tx.now.adding(hours: terms.windowHours), in: tx)
    return [found]
  }

  /// The page of one at a window; opening it is audited, as it names two people, and so is a try
  /// at one out of reach, which is answered as missing.
  func lookAtWindow(_ id: Identifier<Mandate>, by viewer: Viewer) async throws -> Look {
    let staff = try Self.person(viewer)
    let reach = WindowReach(viewer)
    let opened: Look? = try await database.write { tx in
      guard let found = try MandateStore.find(id, in: tx) else { return nil }
      let parts = try MandateStore.parts(of: id, entries: Self.shownEntries, in: tx)
      guard try isWithin(reach, found.mandate, parts.takings, by: staff, in: tx) else {
        return nil
      }
      try audit("opened_at_window", id, "", by: staff, in: tx)
      return try look(at: found.mandate, found.ward, parts, in: tx)
    }
    guard let opened else { throw Problem(.notFound) }
    return opened
  }

  /// Leaves the audit row where it is not.
  func isWithin(
    _ reach: WindowReach, _ mandate: Mandate, _ takings: [WindowTaking],
    by staff: Identifier<Person>, in tx: Transaction
  ) throws -> Bool {
    let opens = reach.opens(mandate, takenIn: takings, at: tx.now, terms)
    if !opens { try audit("refused_at_window", mandate.id, "", by: staff, in: tx) }
    return opens
  }
}
