import Civics
import Kernel

/// A resident changes the number that signs them in: a code to the old one, then one to the new.
///
/// Where the old one is lost, the desk for people's rights puts it right, having seen a paper.
extension OwnAccount {
  /// Where the change stands: the pass for the next form, and what the page says of it.
  struct PhoneStep: Sendable {
    let pass: String
    /// Where the code went, masked.
    let sentTo: String
    let isProven: Bool
  }

  /// The number as it is, masked; throws `Problem(.notFound)` for staff, whose rights do not hang on
  /// a number.
  func maskedPhone(of viewer: Viewer) async throws -> String {
    try await ownPhone(viewer).masked
  }

  private func ownPhone(_ viewer: Viewer) async throws -> PhoneNumber {
    let person = try Self.person(viewer)
    guard viewer.post == nil else { throw Problem(.notFound) }
    let people = signIn.people
    guard let phone = try await database.read({ try people.phone(of: person, in: $0) }) else {
      throw Problem(.notFound)
    }
    return phone
  }

  /// The pass of a change to the number as typed; no code has gone out yet.
  ///
  /// Whether somebody has the new number is not said before a code sent to it was shown.
  func beginPhone(_ typed: String, by viewer: Viewer) async throws -> String {
    let (person, old) = (try Self.person(viewer), try await ownPhone(viewer))
    if let fault = PhoneNumber.fault(in: typed, landline: "account.phone.mistake.mobile") {
      throw Problem([fault])
    }
    let new = try PhoneNumber(typed)
    guard new != old else { throw Problem(field: "phone", "account.phone.mistake.same") }
    let pass = PhonePass(old: old, new: new, isProven: false, at: database.world.now())
    return try pass.sealed(for: person, with: signIn.people.keys)
  }

  /// Sends the code that is due, and returns it for the demo's page.
  ///
  /// Throws `SignInRefusal`.
  func sendPhoneCode(
    _ pass: String, from origin: SignInActions.Origin = SignInActions.Origin(), by viewer: Viewer,
    in language: Language
  ) async throws -> String {
    try await signIn.sendCode(
      to: try await opened(pass, viewer).due, from: origin, in: language)
  }

  /// What a page shows of a pass; throws `SignInRefusal.startAgain` for one that is over.
  func phoneStep(_ pass: String, by viewer: Viewer) async throws -> PhoneStep {
    let opened = try await opened(pass, viewer)
    return PhoneStep(pass: pass, sentTo: opened.due.masked, isProven: opened.isProven)
  }

  private func opened(_ pass: String, _ viewer: Viewer) async throws -> PhonePass {
    let person = try Self.person(viewer)
    let now = database.world.now()
    guard let pass = PhonePass.read(pass, of: person, at: now, keys: signIn.people.keys),
      pass.old == (try await ownPhone(viewer))
    else { throw SignInRefusal.startAgain }
    return pass
  }

  /// The code that was sent to the old number; returns the pass that goes on.
  ///
  /// Throws `SignInRefusal`.
  func provePhone(
    _ code: String, pass: String, from origin: SignInActions.Origin, by viewer: Viewer
  ) async throws -> String {
    let person = try Self.person(viewer)
    let opened = try await opened(pass, viewer)
    let signIn = signIn
    return try await database.write { tx -> Result<String, SignInRefusal> in
      if let refusal = try signIn.refusal(of: code, for: opened.old, from: origin, in: tx) {
        return .failure(refusal)
      }
      let proven = PhonePass(
        old: opened.old, new: opened.new, isProven: true, at: tx.now)
      return .success(try proven.sealed(for: person, with: signIn.people.keys))
    }.get()
  }

  /// Takes the new number for the code that was sent to it.
  ///
  /// All other sessions end, and this one goes on under a token nobody has seen. Cases stay: they
  /// are the person's.
  ///
  /// Throws `SignInRefusal`, and `Problem(.invalid)` where the number has an account already; whose
  /// is not said.
  func changePhone(
    _ code: String, pass: String, keeping token: String?, from origin: SignInActions.Origin,
    by viewer: Viewer, key: CommandKey?
  ) async throws -> Sessions.Renewed? {
    let person = try Self.person(viewer)
    let keys = signIn.people.keys
    let settle: @Sendable (Transaction) throws -> PhoneMade = { tx in
      // What was refused is remembered as well: thrown, it would undo the counted try.
      guard let pass = PhonePass.read(pass, of: person, at: tx.now, keys: keys), pass.isProven,
        try signIn.people.phone(of: person, in: tx) == pass.old,
        try !PersonStore.isStaff(person, in: tx)
      else { return PhoneMade(refusal: .startAgain) }
      if let refusal = try signIn.refusal(of: code, for: pass.new, from: origin, in: tx) {
        return PhoneMade(refusal: refusal)
      }
      guard try signIn.people.change(person, to: pass.new, in: tx) else {
        try SignInActions.note("phone_change_refused", person, "taken", in: tx)
        return PhoneMade(isTaken: true)
      }
      try SignInActions.note("phone_changed", person, "own", in: tx)
      return PhoneMade(session: try renewed(token, of: person, key, in: tx))
    }
    let made: PhoneMade
    do { made = try await database.command(key, settle) } catch StoreError.unique {
      // Two took the same number at the same moment; the other one has it.
      made = try await database.command(key, settle)
    }
    if made.isTaken { throw Problem(field: "code", "account.phone.mistake.taken") }
    if let refusal = made.refusal { throw refusal }
    guard let fresh = try derivedToken(of: person, key) else { return made.session }
    return made.session?.with(fresh)
  }

  /// What the command remembers.
  private struct PhoneMade: Codable, Sendable {
    var refusal: SignInRefusal?
    var isTaken = false
    var session: Sessions.Renewed?
  }
}
