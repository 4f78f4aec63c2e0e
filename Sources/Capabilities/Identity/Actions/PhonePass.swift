import Civics
import Kernel

/// Which number an account is to have, sealed into the form of the next step.
///
/// It opens nothing by itself: each step asks for a code, and a number that has changed meanwhile
/// makes it worthless.
struct PhonePass: Sendable, Codable {
  let old: PhoneNumber
  let new: PhoneNumber
  /// The code sent to the old number was shown.
  let isProven: Bool
  let at: Timestamp

  static let minutes: Int64 = 15

  /// The number that a code goes to next.
  var due: PhoneNumber { isProven ? new : old }

  func sealed(for person: Identifier<Person>, with keys: SecretKeys) throws -> String {
    try Sealed(sealing: try JSONText.encode(self), in: Self.place(person), keys: keys).rawValue
  }

  /// Nil for one that is not ours, not this person's, or too old.
  static func read(
    _ text: String, of person: Identifier<Person>, at now: Timestamp, keys: SecretKeys
  ) -> PhonePass? {
    guard let opened = try? Sealed(rawValue: text).open(in: place(person), keys: keys),
      let pass = try? JSONText.decode(PhonePass.self, from: opened),
      now < pass.at.adding(minutes: minutes)
    else { return nil }
    return pass
  }

  private static func place(_ person: Identifier<Person>) -> Sealed.Place {
    Sealed.Place(table: "account", column: "phone_pass", row: person.rawValue)
  }
}
