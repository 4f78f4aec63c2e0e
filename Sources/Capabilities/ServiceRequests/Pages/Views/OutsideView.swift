internal import Kernel

/// Asking somebody outside: posts `party`, `question`, `shown`; below it what was asked before.
struct OutsideAskView: Sendable {
  let id: String
  let back: String
  let shortNo: String
  let title: String
  /// The link was made just now.
  let isMade: Bool
  let note: String
  let parts: [OptionView]
  let typed: Typed
  let asked: [Line]
  let hasAsked: Bool
  let errors: FormErrors?

  struct Line: Sendable {
    let id: String
    /// The case's.
    let request: String
    let party: String
    let question: String
    let standing: String
    let when: String
    let canRevoke: Bool
    /// While it waits: what is sent to them.
    let link: String?
  }
}

/// What somebody outside sees: the question, the chosen parts of the case, and a form.
struct OutsideView: Sendable {
  let action: String
  /// Why there is nothing to answer any more; nil while there is.
  let over: String?
  let asked: Asked?
  let isDone: Bool
  let errors: FormErrors?

  struct Asked: Sendable {
    let question: String
    let until: String
    let kind: String
    let text: String
    let place: String
    let photos: [PhotoView]
    let said: String
  }
}
