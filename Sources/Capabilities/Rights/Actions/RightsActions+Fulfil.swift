import Civics
import Contracts
import Kernel

/// What was granted is done in the transaction that grants it.
extension RightsActions {
  func fulfil(
    _ request: RightsRequest, _ wish: Fulfilment, by staff: Identifier<Person>,
    in tx: Transaction
  ) throws -> RightsRequest.Outcome? {
    switch request.kind {
    case .view, .copy, .explanation: return nil
    case .withdrawal: try takeBack(request, wish.withdrawn, by: staff, in: tx)
    case .correction: try correct(request, wish, by: staff, in: tx)
    case .restriction: try RightsStore.restrict(request.person, by: request.id, in: tx)
    case .deletion: return outcome(try erase(request, .past, in: tx))
    case .closure:
      let erased = try erase(request, .account, in: tx)
      guard erased.kept == 0 else {
        throw Problem(field: "answer", "right.open-matters", values: ["n": String(erased.kept)])
      }
      return outcome(erased)
    }
    return nil
  }

  /// Where anything stands, at least one is taken back: nothing is granted that is not done.
  private func takeBack(
    _ request: RightsRequest, _ typed: [String], by staff: Identifier<Person>, in tx: Transaction
  ) throws {
    let standing = try consents.standing(of: request.person, in: tx)
    let wanted = standing.filter { typed.contains($0.rawValue) }
    guard standing.isEmpty || !wanted.isEmpty else {
      throw Problem(field: "consent", "right.mistake.consent")
    }
    for purpose in wanted {
      _ = try consents.withdraw(purpose, of: request.person, by: staff, in: tx)
    }
  }

  /// A name, a number, or what was put right elsewhere and is only answered here.
  private func correct(
    _ request: RightsRequest, _ wish: Fulfilment, by staff: Identifier<Person>, in tx: Transaction
  ) throws {
    if let typed = wish.newName, !typed.isEmpty {
      guard let name = try? PersonName(typed) else {
        throw Problem(field: "name", "right.mistake.name")
      }
      try register.rename(request.person, to: name, in: tx)
    }
    if let typed = wish.newPhone, !typed.isEmpty {
      if let fault = PhoneNumber.fault(in: typed, landline: "right.mistake.phone") {
        throw Problem([fault])
      }
      let phone = try PhoneNumber(typed)
      guard try register.changePhone(of: request.person, to: phone, in: tx) else {
        throw Problem(field: "phone", "right.mistake.phone-taken")
      }
      try audit("phone_changed", request, by: staff.rawValue, in: tx)
    }
  }

  private func erase(
    _ request: RightsRequest, _ extent: ErasureExtent, in tx: Transaction
  ) throws -> Erased {
    let person = request.person
    var erased = Erased(
      deleted: 0, anonymised: try RightsStore.blank(person, by: request.id, in: tx))
    if extent == .account {
      erased.deleted += try RightsStore.release(person, in: tx)
      for open in try RightsStore.cancelOpen(of: person, but: request.id, in: tx) {
        try audit("cancelled", open, by: "system", in: tx)
        erased.anonymised += 1
      }
    }
    return try records.reduce(erased) { try $0 + $1.erase(person, extent, in: tx) }
  }

  private func outcome(_ erased: Erased) -> RightsRequest.Outcome {
    RightsRequest.Outcome(
      deleted: erased.deleted, anonymised: erased.anonymised, kept: erased.kept)
  }

  /// Whether it is a restriction that was granted and not lifted since.
  func isHolding(_ request: RightsRequest, in db: some Reading) throws -> Bool {
    guard request.kind == .restriction, request.state == .granted else { return false }
    return try RightsStore.restriction(of: request.person, in: db) == request.id
  }

  /// Ends one's own restriction; whoever asked for it may always have it ended.
  func lift(_ id: Identifier<RightsRequest>, by viewer: Viewer, key: CommandKey?) async throws {
    let person = try Self.person(viewer)
    _ = try await database.command(key) { tx in
      let request = try own(id, of: person, in: tx)
      guard try isHolding(request, in: tx) else { throw Problem(.notNow, "right.not-held") }
      _ = try RightsStore.release(person, in: tx)
      try audit("lifted", request, by: person.rawValue, in: tx)
      return id
    }
  }
}
