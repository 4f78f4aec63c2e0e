import Civics
import Contracts
import Kernel

/// Rights in words, for one reader at one moment.
struct RightsSay: Sendable {
  let words: Words
  let language: Language
  let now: Timestamp

  init(words: Words, language: Language, now: Timestamp) {
    self.words = words
    self.language = language
    self.now = now
  }

  init(_ call: Call) { self.init(words: call.words, language: call.language, now: call.now) }

  func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    words.text(key, values, in: language)
  }

  func kind(_ kind: RightsRequest.Kind) -> String { self("right.kind." + kind.rawValue) }
  func hint(_ kind: RightsRequest.Kind) -> String { self("right.kind.\(kind.rawValue).hint") }

  static func icon(_ kind: RightsRequest.Kind) -> String {
    switch kind {
    case .view: "eye"
    case .copy: "dl"
    case .correction: "pen"
    case .deletion: "trash"
    case .restriction: "lock"
    case .explanation: "chat"
    case .withdrawal: "ret-c"
    case .closure: "x"
    }
  }

  func chip(_ request: RightsRequest) -> RightsChip {
    let word = self("right.state." + request.state.rawValue)
    return switch request.state {
    case .open where now > request.dueAt:
      RightsChip(look: "over", icon: "over", word: self("right.state.late"))
    case .open: RightsChip(look: "doing", icon: "half-c", word: word)
    case .granted: RightsChip(look: "done", icon: "check-c", word: word)
    case .refused: RightsChip(look: "void", icon: "slash-c", word: word)
    case .cancelled: RightsChip(look: "void", icon: "x", word: word)
    }
  }

  /// When something was asked, and by when or when it was answered.
  func note(_ request: RightsRequest) -> String {
    if let decidedAt = request.decidedAt {
      return self("right.note.decided", ["date": Say.when(decidedAt, now: now, in: language)])
    }
    return self("right.note.due", ["date": Say.due(request.dueAt, now: now, in: language)])
  }

  func outcome(_ erased: RightsRequest.Outcome?) -> String? {
    erased.map { erased in
      self(
        "right.outcome",
        [
          "d": String(erased.deleted), "a": String(erased.anonymised), "k": String(erased.kept),
        ])
    }
  }
}

/// A request's state: icon, word and colour.
struct RightsChip: Sendable {
  let look: String
  let icon: String
  let word: String
}
