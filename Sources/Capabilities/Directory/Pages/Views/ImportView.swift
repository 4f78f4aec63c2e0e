internal import Kernel

/// Where a file is chosen.
struct ImportView: Sendable {
  let register: String
  let back: String
  let heading: String
  let columns: [Column]
  let formats: [RegisterView.Link]
  let errors: FormErrors?
  let isComplete: Bool

  struct Column: Sendable {
    let label: String
    let hint: String
    let isRequired: Bool
  }
}

/// What a file would change, before it is confirmed.
struct ImportPlanView: Sendable {
  let action: String
  let back: String
  let heading: String
  let file: String
  let counts: [Count]
  let fingerprint: String
  let state: State
  let notice: String?
  let faults: [Fault]
  let hasFaults: Bool
  let moreFaults: String?
  let warnings: [Fault]
  let hasWarnings: Bool
  let steps: [Step]
  let moreSteps: String?

  struct Count: Sendable {
    let number: String
    let label: String
    let tone: String
  }

  /// One of these is set.
  struct State: Sendable {
    var confirm: String?
    var isFaulty = false
    var isIdle = false
    var done: String?
  }

  struct Fault: Sendable {
    let line: String
    let column: String
    let text: String
  }

  struct Step: Sendable {
    let line: String?
    let look: String
    let icon: String
    let effect: String
    let name: String
    let code: String
    let changes: [String]
  }
}
