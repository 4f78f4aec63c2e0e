import Civics
import Contracts
import Kernel

/// Answers who has a number, and makes people who cannot sign in.
struct PeopleAnswers: PeopleRegister {
  let people: PersonStore

  func person(with phone: PhoneNumber, in db: some Reading) throws -> Identifier<Person>? {
    try people.find(phone: phone, in: db)
  }

  func addPerson(named name: PersonName, in tx: Transaction) throws -> Identifier<Person> {
    let person: Identifier<Person> = tx.newID()
    try people.insert(person, name: name.rawValue, phone: nil, findable: false, in: tx)
    return person
  }

  func rename(
    _ person: Identifier<Person>, to name: PersonName, in tx: Transaction
  ) throws {
    try PersonStore.rename(person, to: name, in: tx)
  }

  func changePhone(
    of person: Identifier<Person>, to phone: PhoneNumber, in tx: Transaction
  ) throws -> Bool {
    guard try !PersonStore.isStaff(person, in: tx), try people.change(person, to: phone, in: tx)
    else { return false }
    try Sessions.closeAll(of: person, in: tx)
    return true
  }
}
