import Kernel

/// One number that says how signing in works here; its value is data, dated and changed on a page.
enum SignInLimit: String, CaseIterable, Sendable {
  /// Minutes a code sent to a phone is good for.
  case codeMinutes = "code_minutes"
  /// Wrong tries after which such a code is dead.
  case codeTries = "code_tries"
  /// Seconds before another code is sent to the same phone.
  case resendSeconds = "resend_seconds"
  /// Codes to one phone within an hour.
  case codesAnHour = "codes_an_hour"
  /// Failures of one account that are free; from then on each doubles the wait.
  case freeFailures = "free_failures"
  /// The longest wait of one account, in minutes.
  case lockMinutes = "lock_minutes"
  /// Failures from one address that are free: a whole office may share one.
  case addressFailures = "address_failures"
  /// The longest wait of one address, in minutes.
  case addressLockMinutes = "address_lock_minutes"
  case passwordLength = "password_length"
  /// Hours in which a password handed over has to be changed.
  case temporaryHours = "temporary_hours"
  /// Hours after which a session of staff ends, used or not.
  case staffHours = "staff_hours"
  /// Minutes without use after which it ends.
  case staffIdleMinutes = "staff_idle_minutes"
  case residentDays = "resident_days"
  case residentIdleDays = "resident_idle_days"

  /// What holds where nothing was decided, and what may be decided.
  var terms: (usual: Int64, allowed: ClosedRange<Int64>) {
    switch self {
    case .codeMinutes: (5, 1...30)
    case .codeTries: (5, 3...10)
    case .resendSeconds: (60, 30...600)
    case .codesAnHour: (10, 2...60)
    case .freeFailures: (5, 3...10)
    case .lockMinutes: (60, 5...1440)
    case .addressFailures: (50, 10...1000)
    case .addressLockMinutes: (15, 5...1440)
    case .passwordLength: (10, 8...64)
    case .temporaryHours: (72, 1...336)
    case .staffHours: (12, 1...24)
    case .staffIdleMinutes: (120, 5...720)
    case .residentDays: (30, 1...180)
    case .residentIdleDays: (14, 1...180)
    }
  }
}

/// All limits as they hold at one moment.
struct SignInRules: Sendable, Hashable {
  private var decided: [SignInLimit: Int64] = [:]

  subscript(limit: SignInLimit) -> Int64 {
    get { decided[limit] ?? limit.terms.usual }
    set { decided[limit] = newValue }
  }

  var staffSession: SessionTerms {
    SessionTerms(hours: self[.staffHours], idleMinutes: self[.staffIdleMinutes])
  }

  var residentSession: SessionTerms {
    SessionTerms(hours: self[.residentDays] * 24, idleMinutes: self[.residentIdleDays] * 1440)
  }

  /// How failures of one account are braked.
  var account: BrakeTerms {
    BrakeTerms(free: self[.freeFailures], mostMinutes: self[.lockMinutes])
  }

  /// `[design]`: 144 mistakes a day from behind one carrier's address brake nobody.
  static let addressForgetsInMinutes: Int64 = 10

  var address: BrakeTerms {
    BrakeTerms(
      free: self[.addressFailures], mostMinutes: self[.addressLockMinutes],
      forgetsOneInMinutes: Self.addressForgetsInMinutes)
  }
}

/// How long a session lasts.
struct SessionTerms: Sendable, Hashable {
  let hours: Int64
  let idleMinutes: Int64
}
