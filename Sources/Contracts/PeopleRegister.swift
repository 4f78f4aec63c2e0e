public import Civics
public import Kernel

/// Finding and making people, for capabilities that bring them together; Identity answers.
///
/// Whoever tells a user what was found here has made an oracle: answer alike either way.
public protocol PeopleRegister: Sendable {
  /// The resident who signs in with this number; nil where nobody does, and for staff.
  func person(with phone: PhoneNumber, in db: some Reading) throws -> Identifier<Person>?

  /// Somebody without a number who cannot sign in: a child, or an adult under guardianship.
  func addPerson(named name: PersonName, in tx: Transaction) throws -> Identifier<Person>

  /// Puts a name right, as the person asked.
  func rename(_ person: Identifier<Person>, to name: PersonName, in tx: Transaction) throws

  /// Puts a resident's number right, as the person asked, and ends all their sessions: whoever has
  /// the new number signs in by a code to it.
  ///
  /// False where it belongs to somebody already, or the person is staff; nothing has changed then.
  func changePhone(
    of person: Identifier<Person>, to phone: PhoneNumber, in tx: Transaction
  ) throws -> Bool
}
