internal import Kernel

/// The audit's codes in the reader's words; what has none stays as it is written.
struct AuditWords: Sendable {
  let words: Words
  let language: Language
  /// What roles are called, by code.
  let roles: [String: AuditNames.InBoth]

  /// What goes with a deed: `password+totp`, `department_handler unit power`, `5 3`.
  func detail(_ entry: AuditEntry) -> String {
    let parts = entry.detail.split(separator: " ", omittingEmptySubsequences: false).map { part in
      part.split(separator: "+", omittingEmptySubsequences: false).map { said(String($0)) }
        .joined(separator: " + ")
    }
    // What a limit was, and what it is from then on.
    return parts.joined(separator: entry.action == "identity.limit_decided" ? " → " : " ")
  }

  /// What a deed was done to: its kind in words, and its number.
  func subject(_ subject: String) -> String {
    let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
    guard let kind = parts.first, let word = words["audit.kind." + kind, language] else {
      return subject
    }
    guard parts.count > 1 else { return word }
    return switch kind {
    case "role": word + " " + (role(parts[1]) ?? parts[1])
    case "limit": word + " " + (words["limit." + parts[1], language] ?? parts[1])
    default: word + " " + parts[1]
    }
  }

  private func said(_ code: String) -> String {
    words["audit.code." + code, language] ?? words["ability." + code, language] ?? role(code)
      ?? code
  }

  private func role(_ code: String) -> String? {
    roles[code]?.text(in: language)
  }
}
