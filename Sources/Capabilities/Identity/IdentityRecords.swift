import Civics
import Contracts
import Kernel

/// What is held on a person here: the account, tokens for programs, and WeChat's name for them.
struct IdentityRecords: PersonalRecords {
  let people: PersonStore

  private var links: WeChatStore { WeChatStore(keys: people.keys) }

  func copy(of person: Identifier<Person>, in db: some Reading) throws -> [PersonalRecord] {
    guard let held = try PersonStore.held(person, in: db) else { return [] }
    let phone = try people.phone(of: person, in: db)
    let account = PersonalRecord(
      "person",
      [
        .init("name", held.name), .init("phone", phone?.rawValue), .init("post", held.post),
        .init("reading", held.reads),
        .init("since", at: held.since),
      ])
    let link = try links.held(person, in: db).map { link in
      PersonalRecord(
        "wechat", [.init("openid", link.openID.rawValue), .init("since", at: link.since)])
    }
    return [account] + [link].compactMap(\.self)
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
    let unlinked = try WeChatStore.unlink(person, in: tx) ? 1 : 0
    return Erased(deleted: try people.forget(person, in: tx) + unlinked, anonymised: 1)
  }
}
