import Casework
import Civics
import Contracts
import Kernel

extension ServiceRequestActions {
  /// What filing answers: enough for the receipt.
  struct Receipt: Sendable, Codable, Hashable {
    let id: String
    let no: String
    let soundsUrgent: Bool
  }

  /// What stands or falls with the filing, such as the draft it was made from.
  typealias Also = @Sendable (Receipt, Transaction) throws -> Void

  /// Files a request; the number is given here and stays.
  ///
  /// Only inserts, in one round trip: this is the busiest act of the platform. Throws
  /// `Problem(.invalid)` with one entry for each answer to change.
  func submit(
    _ submission: Submission, by viewer: Viewer, key: CommandKey?, isImport: Bool = false,
    repeating first: Identifier<Case>? = nil, forCaller: Bool = false, also: Also? = nil
  ) async throws -> Receipt {
    let checked = try submission.checked(
      catalogue: catalogue, limits: limits, region: site.region, isImport: isImport)
    let season = try self.season(of: submission, in: checked.area)
    let photos = submission.photos.map { Identifier<CaseFile>(rawValue: $0) }
    try requireFiles(photos)
    let voice = try requireVoice(submission.voice)
    for attempt in 1... {
      do {
        return try await file(
          submission, checked, season, photos, voice, by: viewer, key: key, isImport: isImport,
          repeating: first, forCaller: forCaller, also: also)
      } catch StoreError.unique where attempt < 3 {
        // Two cases of one millisecond drew the same 20 bits; another id draws others.
        continue
      }
    }
    throw Problem(.unavailable)
  }

  /// What would have to change before this could be filed.
  func mistakes(in submission: Submission) -> [FieldError] {
    do {
      _ = try submission.checked(catalogue: catalogue, limits: limits, region: site.region)
      return []
    } catch {
      return (error as? Problem)?.fields ?? []
    }
  }

  private func file(
    _ submission: Submission, _ checked: CheckedSubmission, _ season: CaseSeason?,
    _ photos: [Identifier<CaseFile>], _ voice: Identifier<CaseFile>?, by viewer: Viewer,
    key: CommandKey?, isImport: Bool,
    repeating first: Identifier<Case>?, forCaller: Bool, also: Also?
  ) async throws -> Receipt {
    let no = try await nextNumber()
    let (engine, keys) = (engine, keys)
    let soundsUrgent = ServiceCatalogue.soundsUrgent(checked.title + checked.text)
    return try await database.command(key) { tx in
      let id: Identifier<Case> = tx.newID()
      let whose = forCaller ? try account(of: checked.phone, in: tx) : viewer.person
      // Whoever has an account is reached by it, and sees the case there.
      let number = forCaller && whose != nil ? nil : checked.phone
      let contact = try number.map { try SealedContact($0, of: id, keys: keys) }
      var item = submission.opened(
        checked, id, no, of: whose, soundsUrgent: soundsUrgent, isImport: isImport, at: tx.now)
      (item.duplicateOf, item.season) = (first, season)
      item = try engine.open(
        item,
        contact: contact, files: photos, voice: voice,
        by: CaseActor(
          id: viewer.actor, person: viewer.person, roles: [], post: viewer.post),
        as: forCaller ? .operator : .reporter, in: tx)
      if forCaller { try noteIntake(item, by: viewer, in: tx) }
      try tx.publish(
        ServiceRequestEvents.Submitted(
          request: id.rawValue, service: item.service, area: item.place.area,
          urgency: item.urgency.rawValue, version: item.version, isImported: isImport, at: tx.now))
      let receipt = Receipt(id: id.rawValue, no: no.rawValue, soundsUrgent: soundsUrgent)
      try also?(receipt, tx)
      return receipt
    }
  }

  func nextNumber() async throws -> CaseNumber {
    let date = CityTime.date(of: database.world.now())
    let series = "\(engine.kind.module)\(site.region)\(date)"
    let serial = try await numbers.next(of: series, from: database)
    guard let region = RegionCode(rawValue: site.region + "000000"),
      let no = CaseNumber(
        region: region, date: date, module: engine.kind.module, serial: Int(serial))
    else { throw Problem(.unavailable) }
    return no
  }
}

extension Submission {
  /// The case as it is filed.
  ///
  /// An anonymous reporter who is signed in is kept with it, so that they can follow and rate it;
  /// no staff view ever shows them.
  fileprivate func opened(
    _ checked: CheckedSubmission, _ id: Identifier<Case>, _ no: CaseNumber,
    of person: Identifier<Person>?,
    soundsUrgent: Bool, isImport: Bool, at now: Timestamp
  ) -> Case {
    Case(
      id: id, no: no, kind: CaseKind.serviceRequest.code, requestKind: checked.requestKind,
      source: source, title: checked.title, body: checked.text,
      classCode: checked.service.classCode, service: checked.service.code, item: checked.item,
      urgency: soundsUrgent ? .urgent : .normal,
      place: CasePlace(area: checked.area, address: checked.address, point: checked.point),
      reporter: CaseReporter(
        person: person, isAnonymous: isAnonymous, hidesFromHandler: hidesFromHandler),
      confidentiality: isPublic ? .open : .staff, isImported: isImport, submittedAt: now)
  }
}

extension SealedContact {
  /// Seals a reporter's number into its case's row.
  init(_ phone: PhoneNumber, of id: Identifier<Case>, keys: SecretKeys) throws {
    self.init(
      sealed: try Sealed(
        sealing: phone.rawValue, in: CaseEngine.contactPlace(of: id), keys: keys),
      hash: try LookupHash(of: phone.rawValue, label: CaseEngine.contactLabel, keys: keys),
      masked: phone.masked)
  }
}
