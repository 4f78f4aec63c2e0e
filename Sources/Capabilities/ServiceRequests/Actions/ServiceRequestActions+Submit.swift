import Casework
import Civics
import Contracts
import Kernel

extension ServiceRequestActions {
  /// Says what is wrong with a submission without filing it: the steps of the form.
  func check(_ submission: Submission, by viewer: Viewer) throws -> EmergencyLine? {
    _ = try submission.checked(by: viewer, catalogue: catalogue, region: site.region)
    return EmergencyLine.hint(in: submission.description)
  }

  /// Files a report and gives it its number.
  ///
  /// Inserts only, six statements and none that reads; a draft given with it is gone afterwards.
  func submit(
    _ submission: Submission, draft: DraftToken? = nil, key: CommandKey? = nil, by viewer: Viewer
  ) async throws -> Receipt {
    let checked = try submission.checked(by: viewer, catalogue: catalogue, region: site.region)
    try requireFiles(checked.photos, field: "photos")
    return try await file(checked, isImported: false, draft: draft, key: key, by: viewer)
  }

  func file(
    _ checked: CheckedSubmission, isImported: Bool, draft: DraftToken?, key: CommandKey?,
    by viewer: Viewer
  ) async throws -> Receipt {
    for _ in 1...3 {
      do {
        return try await fileOnce(
          checked, isImported: isImported, draft: draft, key: key, by: viewer)
      } catch StoreError.unique {
        // Two cases of one millisecond drew the same 20 bits; another id draws others.
        continue
      }
    }
    throw Problem(.unavailable)
  }

  private func fileOnce(
    _ checked: CheckedSubmission, isImported: Bool, draft: DraftToken?, key: CommandKey?,
    by viewer: Viewer
  ) async throws -> Receipt {
    let no = try await nextNumber()
    return try await database.command(key) { tx in
      let id = tx.newID(of: Case.self)
      let contact = try checked.phone.map { try seal($0, of: id) }
      let item = try engine.open(
        checked.opened(id, no, isImported: isImported, at: tx.now), contact: contact,
        files: checked.photos, by: CaseActor(id: viewer.actor, person: viewer.person, roles: []),
        as: checked.reporter.person == viewer.person ? .reporter : .operator, in: tx)
      if let draft { try DraftStore.discard(draft, in: tx) }
      try tx.publish(
        ServiceRequestEvents.Submitted(
          request: id.rawValue, service: item.service, area: item.place.area,
          urgency: item.urgency.rawValue, version: item.version, imported: isImported, at: tx.now))
      return Receipt(
        id: id, no: no.rawValue, ref: item.ref, state: item.state, version: item.version,
        submittedAt: item.submittedAt, dueAt: item.dueAt,
        emergency: isImported ? nil : EmergencyLine.hint(in: item.body))
    }
  }

  private func nextNumber() async throws -> CaseNumber {
    let date = CityTime.date(of: now)
    let series = "case:\(engine.kind.module):\(site.region):\(date)"
    let serial = try await numbers.next(of: series, from: database)
    guard let region = RegionCode(rawValue: site.region + "000000"),
      let no = CaseNumber(
        region: region, date: date, module: engine.kind.module, serial: Int(serial))
    else { throw Problem(.unavailable) }
    return no
  }

  private func seal(_ phone: PhoneNumber, of id: Identifier<Case>) throws -> SealedContact {
    SealedContact(
      sealed: try Sealed(
        sealing: phone.rawValue, in: CaseEngine.contactPlace(of: id), keys: keys),
      hash: try LookupHash(of: phone.rawValue, label: CaseEngine.contactLabel, keys: keys),
      masked: phone.masked)
  }

  /// Files are uploaded before; a name of one that is not there is a mistake, not a server error.
  func requireFiles(_ files: [Identifier<CaseFile>], field: String) throws {
    guard files.allSatisfy(hasFile) else {
      throw Problem(field: field, "error.request.photo-missing")
    }
  }
}

extension CheckedSubmission {
  fileprivate func opened(
    _ id: Identifier<Case>, _ no: CaseNumber, isImported: Bool, at now: Timestamp
  ) -> Case {
    Case(
      id: id, no: no, kind: CaseKind.serviceRequest.code, requestKind: requestKind, source: source,
      title: title, body: description, classCode: type.classCode, service: type.code, item: item,
      urgency: type.urgency, place: place, reporter: reporter, confidentiality: confidentiality,
      isImported: isImported, submittedAt: now)
  }
}
