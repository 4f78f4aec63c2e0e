internal import Kernel

/// Supervision's list of answered cases that wait for a call.
struct CallbacksView: Sendable {
  /// To call back, and rated 没办好 after closing.
  let shows: [LinkView]
  let hint: String
  let rows: [QueueRow]
  let first: String?
  let older: String?
  let empty: EmptyView?
}

/// One call-back: the answer, the attempts so far, three questions.
struct CallbackView: Sendable {
  let detail: DeskCase
  /// "李女士 138 **** 2076", or that the report was anonymous.
  let reporter: String
  let attempts: [Attempt]
  /// `checking`: the call-back begins; before that nothing can be noted.
  var canCheck = false
  /// What the reporter already said in the app.
  let rated: String?
  /// `closure` with the three answers; nil while it is not being checked.
  let asking: Asking?
  /// `reopening` or `upholding`: closed, and rated 没办好 since.
  let review: Review?
  let words: WordsForm?
  let errors: FormErrors?
  /// What the answer lacks by its words; nil when nothing, or when there is no answer.
  var hints: Hints?

  struct Hints: Sendable {
    let lines: [String]
  }

  struct Attempt: Sendable {
    let when: String
    let text: String
  }

  struct Asking: Sendable {
    /// Nobody can be called: only then it closes without a call.
    let hasNoContact: Bool
    /// What has to be so before it may be closed.
    var closing: String? = nil
    /// Two failed attempts on different days: may close without an answer, which is no valid call.
    let canCloseSilent: Bool
    /// What the reporter said in the app is as good as a call.
    let canCloseRated: Bool
    let questions: [Question]
    let said: String
    /// "返工时限 12 小时".
    let rework: String
    let reworkTyped: Typed
  }

  /// One of the three stored values.
  struct Question: Sendable {
    let field: String
    let label: String
    let isYes: Bool
    let isNo: Bool
    let error: String?
  }

  struct Review: Sendable {
    let reopening: Typed
    let upholding: Typed
  }
}
