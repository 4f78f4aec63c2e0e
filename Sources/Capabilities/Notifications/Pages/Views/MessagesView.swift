internal import Kernel

/// A person's messages, newest first.
struct MessagesView: Sendable {
  let rows: [Row]
  /// Set when there is none.
  let empty: Empty?
  let canMark: Bool

  struct Row: Sendable {
    /// The case, as this person may open it.
    let path: String
    let text: String
    let when: String
    let isNew: Bool
  }

  struct Empty: Sendable { let text: String }
}
