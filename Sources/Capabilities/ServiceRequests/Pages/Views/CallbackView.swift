internal import Kernel

/// Supervision's list of answered cases that wait for a call.
struct CallbacksView: Sendable {
  let counts: [QueueView.CountFilter]
  let rows: [QueueRow]
  let older: String?
  let empty: EmptyView?
}

/// One call-back: the answer, the attempts so far, three questions.
struct CallbackView: Sendable {
  let detail: DeskCase
  /// "李女士 138 **** 2076", or that the report was anonymous.
  let reporter: String
  /// For `tel:`; nil when the number may not be seen here.
  let dial: String?
  let attempts: [Attempt]
  /// Two failed attempts on different days: may close without an answer, which is no valid call.
  let canCloseSilent: Bool
  /// What the reporter already said in the app.
  let rated: String?
  /// Half of the first limit: "返工时限 12 小时".
  let rework: String?
  let answers: Answers
  let errors: FormErrors?

  struct Attempt: Sendable {
    let when: String
    let text: String
  }

  /// `yes`, `no` or empty for each of contacted, solved, satisfied.
  struct Answers: Sendable {
    let questions: [Question]
    let words: String
  }

  /// One of the three stored values.
  struct Question: Sendable {
    let field: String
    let label: String
    let isYes: Bool
    let isNo: Bool
    let error: String?
  }
}
