import Civics
import Contracts
import Kernel

/// What is held on a person here: the account, and tokens for programs.
struct IdentityRecords: PersonalRecords {
  let people: PersonStore

  func copy(of person: Identifier<Person>, in db: some Reading) throws -> [PersonalRecord] {
    guard let held = try PersonStore.held(person, in: db) else { return [] }
    let phone = try people.phone(of: person, in: db)
    let account = PersonalRecord(
      "person",
      [
        .init("name", held.name), .init("phone", phone?.rawValue), .init("post", held.post),
        .init("since", at: held.since),
      ])
    return [account]
      + held.tokens.map { token in
        PersonalRecord(
          "token", [.init("label", token.label), .init("expires_at", at: token.expiresAt)])
      }
  }

  /// A post's account belongs to the post: `Problem(.invalid)` for staff who want to leave.
  func erase(
    _ person: Identifier<Person>, _ extent: ErasureExtent, in tx: Transaction
  ) throws -> Erased {
    guard extent == .account else { return Erased() }
    guard try !PersonStore.isStaff(person, in: tx) else {
      throw Problem(field: "answer", "right.staff-account")
    }
    try Sessions.closeAll(of: person, in: tx)
    return Erased(deleted: try people.forget(person, in: tx), anonymised: 1)
  }
}
