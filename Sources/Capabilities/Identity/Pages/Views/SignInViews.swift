internal import Kernel

/// Sign-in of residents, first half: the phone.
struct SignInView: Sendable {
  /// What was typed.
  let phone: String
  /// Path below the prefix to go to afterwards; checked by the route, never trusted.
  let returnTo: String
  let errors: FormErrors?
}

/// Second half: the code from the message.
struct SignInCodeView: Sendable {
  /// Masked.
  let phone: String
  /// How long the code is good for, as the security administrator has set it.
  let minutes: String
  /// Names the sent code, so that the phone does not have to be typed again.
  let challenge: String
  /// The code itself, in the demo only.
  let demoCode: String?
  let returnTo: String
  let errors: FormErrors?
}

/// Sign-in of staff.
struct SignInStaffView: Sendable {
  let name: String
  let returnTo: String
  /// Nil outside the demo.
  let demoAccounts: DemoAccounts?
  let errors: FormErrors?

  struct DemoAccounts: Sendable { let list: [Account] }

  struct Account: Sendable {
    let post: String
    let name: String
    let password: String
  }
}
