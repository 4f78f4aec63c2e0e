import Kernel

/// Somebody who left a telephone number with a request and has no account: told by text only.
enum Caller {
  private static let prefix = "caller:"

  /// As messages name them, so that one telling of a request is one, and no number is written.
  static func receiver(of request: String) -> Identifier<Person> {
    Identifier(rawValue: prefix + request)
  }

  /// The request whose caller this is; nil for a person.
  static func request(of receiver: Identifier<Person>) -> String? {
    receiver.rawValue.hasPrefix(prefix)
      ? String(receiver.rawValue.dropFirst(prefix.count)) : nil
  }
}
