import Contracts
import Kernel

/// What is held on a person here, and what goes when.
struct MandateRecords: PersonalRecords, RetentionKeeping {
  let actions: MandateActions

  func copy(of person: Identifier<Person>, in db: some Reading) throws -> [PersonalRecord] {
    let (found, switches) = try MandateStore.overview(of: person, hashes: [], in: db)
    let mandates = found.map(\.mandate).compactMap { mandate -> PersonalRecord? in
      guard let side = mandate.side(of: person) else { return nil }
      let on = (switches[mandate.id] ?? []).filter(\.isOn).map(\.scope.rawValue)
      return PersonalRecord(
        "mandate",
        [
          .init("side", side.rawValue, word: "mandate.side." + side.rawValue),
          .init(
            "relation", mandate.relation.rawValue,
            word: "mandate.relation." + mandate.relation.rawValue),
          .init("state", mandate.state.rawValue, word: "mandate.state." + mandate.state.rawValue),
          .init("scopes", on.joined(separator: " ")), .init("asked_at", at: mandate.askedAt),
          .init("until_at", at: mandate.untilAt), .init("ended_at", at: mandate.endedAt),
        ])
    }
    let consents = try MandateRecordStore.consents(of: person, in: db).map { consent in
      PersonalRecord(
        "consent",
        [
          .init("purpose", consent.purpose.rawValue),
          .init("version", String(consent.version)),
          .init(
            "state", consent.decision.rawValue,
            word: "consent.state." + consent.decision.rawValue),
          .init("decided_at", at: consent.decidedAt),
          .init("withdrawn_at", at: consent.withdrawnAt),
        ])
    }
    let check = try RealNameStore.newest(of: person, in: db).map { check in
      PersonalRecord(
        "real_name",
        [
          .init("number", check.maskedNumber),
          .init("state", check.state.rawValue, word: "realname.state." + check.state.rawValue),
          .init("decided_at", at: check.decidedAt),
        ])
    }
    return mandates + consents + [check].compactMap { $0 }
  }

  func erase(
    _ person: Identifier<Person>, _ extent: ErasureExtent, in tx: Transaction
  ) throws -> Erased {
    if extent == .account {
      for mandate in try MandateRecordStore.open(of: person, in: tx) {
        try actions.close(mandate, in: tx)
      }
    }
    let consents = try MandateRecordStore.eraseConsents(
      of: person, all: extent == .account, in: tx)
    let checks = extent == .account ? try RealNameStore.erase(person, in: tx) : 0
    return Erased(
      deleted: consents + checks, anonymised: try MandateRecordStore.forget(person, in: tx))
  }

  var classes: [RetentionClass] { [.mandate, .consent] }

  func due(_ kind: RetentionClass, before: Timestamp, in db: some Reading) throws -> Int {
    kind == .mandate
      ? try MandateRecordStore.dueMandates(before: before, in: db)
      : try MandateRecordStore.dueConsents(before: before, in: db)
  }

  func expire(
    _ kind: RetentionClass, before: Timestamp, limit: Int, in tx: Transaction
  ) throws -> Int {
    kind == .mandate
      ? try MandateRecordStore.expireMandates(before: before, limit: limit, in: tx)
      : try MandateRecordStore.expireConsents(before: before, limit: limit, in: tx)
  }
}
