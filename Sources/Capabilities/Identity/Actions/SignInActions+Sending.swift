import Civics
import Kernel

/// Sending codes, within what a number gets.
extension SignInActions {
  /// Makes a code, sends it, and hands it back for the demo's page.
  ///
  /// Known and unknown phones are answered alike. The code is stored nowhere, so it goes out from
  /// here and not from a job; only its keyed hash waits in the table.
  ///
  /// Throws `SignInRefusal`.
  func sendCode(
    to phone: PhoneNumber, from origin: Origin = Origin(), in language: Language = .chinese
  ) async throws -> String {
    guard phone.kind == .mobile else { throw SignInRefusal.notSent }
    let hash = try people.hash(of: phone)
    let (digits, rules) = try await database.write { tx in
      let rules = try LimitStore.rules(at: tx.now, in: tx)
      let digits = SentCode.digits(from: tx.randomBytes(8))
      try count(phone, hash, from: origin, rules, in: tx)
      let code = SentCode(
        hash: try codeHash(digits, phone), sentAt: tx.now,
        expiresAt: tx.now.adding(minutes: rules[.codeMinutes]))
      try CodeStore.save(code, to: hash, for: origin.browser, in: tx)
      return (digits, rules)
    }
    let sent = try await sender.send(
      digits, to: phone, key: database.world.newID(), minutes: rules[.codeMinutes], in: language)
    guard sent else {
      let browser = origin.browser
      try await database.write { try CodeStore.retire(hash, for: browser, in: $0) }
      throw SignInRefusal.notSent
    }
    return digits
  }

  /// Counts one code under the names it has; throws `SignInRefusal` where one of them has no more.
  private func count(
    _ phone: PhoneNumber, _ hash: String, from origin: Origin, _ rules: SignInRules,
    in tx: Transaction
  ) throws {
    let isKnown = isKnown(phone, to: origin)
    let lane = (isKnown ? "known:" : "open:") + hash
    var place: String?
    if !isKnown, let address = origin.address {
      place = try LookupHash(
        of: address + " " + phone.rawValue, label: "sign_in.code_sends", form: .exact,
        keys: people.keys
      ).rawValue
    }
    let found = try CodeStore.sends([lane] + [place].compactMap(\.self), in: tx)
    let most = rules[.codesAnHour]
    let next = try (found[lane] ?? CodeSends()).next(
      at: tx.now, most: most, pause: rules[.resendSeconds])
    if let place {
      let here = try (found[place] ?? CodeSends()).next(
        at: tx.now, most: CodeSends.share(of: most), pause: 0)
      try CodeStore.save(here, of: place, to: hash, in: tx)
    }
    try CodeStore.save(next, of: lane, to: hash, in: tx)
  }

  /// How many minutes a code is good for now.
  func codeMinutes() async throws -> Int64 {
    let now = database.world.now()
    return try await database.read { try LimitStore.rules(at: now, in: $0)[.codeMinutes] }
  }

  /// Whether a code waits that this browser asked for.
  func hasCode(for phone: PhoneNumber, from origin: Origin) async throws -> Bool {
    let (now, hash) = (database.world.now(), try people.hash(of: phone))
    return try await database.read { db in
      let rules = try LimitStore.rules(at: now, in: db)
      return try CodeStore.find(hash, for: origin.browser, in: db)?.isGood(at: now, rules) ?? false
    }
  }

  private static let knownLabel = "sign_in.known_browser"

  /// What a browser that has signed in with this number keeps; it opens nothing.
  func knownMark(of phone: PhoneNumber) throws -> String {
    try LookupHash(of: phone.rawValue, label: Self.knownLabel, keys: people.keys).rawValue
  }

  private func isKnown(_ phone: PhoneNumber, to origin: Origin) -> Bool {
    LookupHash.candidates(for: phone.rawValue, label: Self.knownLabel, keys: people.keys)
      .contains { mark in origin.known.contains { ConstantTime.equal($0, mark.rawValue) } }
  }

  private static let codeLabel = "sign_in.code"

  /// Keyed: six digits could all be tried against a plain hash.
  func codeHash(_ digits: String, _ phone: PhoneNumber) throws -> String {
    try LookupHash(
      of: "\(phone.rawValue):\(digits)", label: Self.codeLabel, keys: people.keys
    ).rawValue
  }

  func matches(_ typed: String, _ stored: String, _ phone: PhoneNumber) -> Bool {
    LookupHash.candidates(
      for: "\(phone.rawValue):\(typed)", label: Self.codeLabel, keys: people.keys
    ).contains { ConstantTime.equal($0.rawValue, stored) }
  }
}
