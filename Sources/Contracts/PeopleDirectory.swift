public import Civics
public import Kernel

/// What other capabilities may ask about people; Identity answers.
public protocol PeopleDirectory: Sendable {
  /// The cards of `people` in one query; ids nobody has are left out.
  func cards(
    of people: [Identifier<Person>], in db: some Reading
  ) throws -> [Identifier<Person>: PersonCard]

  /// Everybody on duty now for one of the units or one of the areas, in one query.
  func onDuty(units: [String], areas: [String], in db: some Reading) throws -> [DutyPost]

  /// Everybody on duty now who holds the permission for one of the areas, in one query.
  func holding(
    _ permission: Permission, areas: [String], in db: some Reading
  ) throws -> [DutyPost]

  /// The person's number in the clear, for sending something to it; nil when there is none.
  ///
  /// Whoever shows it to somebody else writes the audit row.
  func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber?
}

/// How a person is shown to those who may see that they take part.
public struct PersonCard: Sendable, Hashable {
  public let person: Identifier<Person>
  /// Empty while a resident has not given one.
  public let name: String
  /// `138 **** 2076`; nil without a number.
  public let maskedPhone: String?
  /// What staff are called at work.
  public let post: String?

  public init(person: Identifier<Person>, name: String, maskedPhone: String?, post: String?) {
    self.person = person
    self.name = name
    self.maskedPhone = maskedPhone
    self.post = post
  }
}

/// A post with somebody on duty: who answers for a place or a unit, not where the person is.
public struct DutyPost: Sendable, Hashable {
  public let person: Identifier<Person>
  public let name: String
  public let post: String
  /// Code of the unit or digits of the area the post answers for.
  public let reach: Scope

  public init(person: Identifier<Person>, name: String, post: String, reach: Scope) {
    self.person = person
    self.name = name
    self.post = post
    self.reach = reach
  }
}
