import Kernel

/// Limits of signing in; operators may set others.
struct SignInRules: Sendable {
  /// Minutes a one-time code is good for.
  var codeMinutes: Int64 = 5
  /// Wrong tries after which a code is dead.
  var codeTries: Int64 = 5
  /// Seconds before another code is sent to the same phone.
  var resendSeconds: Int64 = 60
  /// Codes to one phone within an hour.
  var codesAnHour: Int64 = 10
  var residentHours: Int64 = 30 * 24
  var staffHours: Int64 = 12
  /// Failures that are free; from then on each doubles the wait.
  var freeFailures: Int64 = 5

  /// How long an account stays shut after so many failures in a row: 1, 2, 4 … minutes, an hour
  /// at most.
  func lockMinutes(after failures: Int64) -> Int64 {
    failures < freeFailures ? 0 : min(60, Int64(1) << min(failures - freeFailures, 6))
  }
}

/// Why somebody was not signed in.
enum SignInRefusal: Error, Hashable, ProblemConvertible {
  case codeWrong
  case codeExpired
  case wait(seconds: Int64)
  case wrongNameOrPassword
  case locked(minutes: Int64)
  /// The carrier did not take the message.
  case notSent

  var problem: Problem {
    switch self {
    case .codeWrong: Problem([SignInMistake.code])
    case .codeExpired: Problem([SignInMistake.codeLate])
    case .wait(let seconds):
      Problem(field: "phone", "sign-in.mistake.wait", values: ["n": String(seconds)])
    case .wrongNameOrPassword: Problem([SignInMistake.staff])
    case .notSent: Problem(field: "phone", "sign-in.mistake.not-sent")
    case .locked(let minutes): Problem([SignInMistake.locked(minutes: Int(minutes))])
    }
  }
}
