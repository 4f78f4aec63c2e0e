import Kernel

/// The brakes of one try: that of the name typed, and that of the address it came from.
struct BrakeBook: Sendable {
  let keys: SecretKeys

  /// What one try is filed under; only keyed hashes are kept.
  struct Names: Sendable {
    let account: String?
    let address: String?
  }

  /// Failures with codes are counted apart: behind a carrier's address are thousands of residents,
  /// and their mistakes are no reason to brake staff who work out of doors.
  func names(codesFrom address: String?) throws -> Names {
    Names(
      account: nil,
      address: try address.map {
        try LookupHash(of: $0, label: "sign_in.code_address", form: .exact, keys: keys).rawValue
      })
  }

  func names(login: String?, address: String?) throws -> Names {
    Names(
      account: try login.map {
        try LookupHash(of: $0, label: "sign_in.login", keys: keys).rawValue
      },
      address: try address.map {
        try LookupHash(of: $0, label: "sign_in.address", form: .exact, keys: keys).rawValue
      })
  }

  /// Until when no try is taken, and which of the two says so.
  func lock(
    on names: Names, in tx: Transaction
  ) throws -> (until: Timestamp, why: String)? {
    let found = try [(names.account, "locked"), (names.address, "address_locked")]
      .compactMap { name, why -> (until: Timestamp, why: String)? in
        guard let name else { return nil }
        let brake = try BrakeStore.find(name, in: tx)
        return brake.isLocked(at: tx.now) ? (brake.lockedUntil, why) : nil
      }
    return found.max { $0.until < $1.until }
  }

  /// Counts a failure; until when the next try waits, if it has to.
  func fail(_ names: Names, _ rules: SignInRules, in tx: Transaction) throws -> Timestamp? {
    let counted = try [(names.account, rules.account), (names.address, rules.address)]
      .compactMap { name, terms -> Timestamp? in
        guard let name else { return nil }
        let brake = try BrakeStore.find(name, in: tx).failed(at: tx.now, terms)
        try BrakeStore.save(brake, of: name, in: tx)
        return brake.isLocked(at: tx.now) ? brake.lockedUntil : nil
      }
    return counted.max()
  }

  /// Forgets the failures of an account; an address keeps its own, since a guesser has an account.
  func release(_ names: Names, in tx: Transaction) throws {
    if let account = names.account { try BrakeStore.release(account, in: tx) }
  }
}
