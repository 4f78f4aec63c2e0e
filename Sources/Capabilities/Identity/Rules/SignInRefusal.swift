import Kernel

/// Why somebody was not signed in.
enum SignInRefusal: Error, Hashable, Codable, ProblemConvertible {
  case codeWrong
  case codeExpired
  case wait(seconds: Int64)
  /// All that this number gets within an hour has been sent.
  case tooManyCodes(minutes: Int64)
  case wrongNameOrPassword
  /// Too many failures; when to try again, and how many whole minutes that is from now.
  case locked(until: Timestamp, minutes: Int64)
  /// The carrier did not take the message.
  case notSent
  case secondCodeWrong
  /// Right, but taken before: somebody may have looked over a shoulder.
  case secondCodeUsed
  /// The password that an administrator handed over was not changed in time.
  case temporaryOver
  /// Between the steps of signing in too much time passed, or the account changed.
  case startAgain

  static func locked(until: Timestamp, at now: Timestamp) -> SignInRefusal {
    .locked(until: until, minutes: max(1, (until.milliseconds(since: now) + 59_999) / 60_000))
  }

  /// A code was sent just now.
  var isTooSoon: Bool {
    if case .wait = self { true } else { false }
  }

  var problem: Problem {
    switch self {
    case .codeWrong: Problem([SignInMistake.code])
    case .codeExpired: Problem([SignInMistake.codeLate])
    case .wait(let seconds):
      Problem(field: "phone", "sign-in.mistake.wait", values: ["n": String(seconds)])
    case .tooManyCodes(let minutes):
      Problem(field: "phone", "sign-in.mistake.too-many", values: ["n": String(minutes)])
    case .wrongNameOrPassword: Problem([SignInMistake.staff])
    case .notSent: Problem(field: "phone", "sign-in.mistake.not-sent")
    case .locked(let until, let minutes):
      Problem([SignInMistake.locked("name", until: until, minutes: minutes)])
    case .secondCodeWrong: Problem(field: "code", "two-step.mistake.wrong")
    case .secondCodeUsed: Problem(field: "code", "two-step.mistake.used")
    case .temporaryOver: Problem(field: "name", "sign-in.mistake.temporary")
    case .startAgain: Problem(field: "name", "sign-in.mistake.again")
    }
  }

  /// The same beside another field than the name, where the name is not on the page.
  func problem(at field: String) -> Problem {
    Problem(problem.fields.map { FieldError(field, $0.message, values: $0.values) })
  }
}
