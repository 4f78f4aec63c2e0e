import Civics
import Contracts
import Kernel

/// Answers the kernel's question who somebody is, and what others ask about people; one query each.
struct IdentityAnswers: ViewerSource, PeopleDirectory {
  let people: PersonStore
  let now: @Sendable () -> Timestamp

  func viewer(of person: Identifier<Person>, in db: some Reading) throws -> Viewer {
    try GrantStore.viewer(of: "\(person)", at: now(), in: db)
  }

  func viewer(of person: SQL, in db: some Reading) throws -> Viewer {
    try GrantStore.viewer(of: person, at: now(), in: db)
  }

  func viewer(bearer token: String, at now: Timestamp, in db: some Reading) throws -> Viewer? {
    try TokenStore.viewer(token, at: now, in: db)
  }

  func viewer(key: String, at now: Timestamp, in db: some Reading) throws -> Viewer? {
    try APIKeyStore.viewer(key, at: now, in: db)
  }

  func cards(
    of people: [Identifier<Person>], in db: some Reading
  ) throws -> [Identifier<Person>: PersonCard] {
    guard !people.isEmpty else { return [:] }
    let cards = try PersonStore.cards(of: Array(Set(people)).sorted(), in: db)
    return Dictionary(cards.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func onDuty(units: [String], areas: [String], in db: some Reading) throws -> [DutyPost] {
    guard !units.isEmpty || !areas.isEmpty else { return [] }
    return try StaffStore.onDuty(units: units, areas: areas, at: now(), in: db)
  }

  func holding(
    _ permission: Permission, areas: [String], in db: some Reading
  ) throws -> [DutyPost] {
    guard !areas.isEmpty else { return [] }
    return try StaffStore.holding(permission, areas: areas, at: now(), in: db)
  }

  func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber? {
    try people.phone(of: person, in: db)
  }
}
