extension Message {
  /// What a message is about, and so where it leads.
  enum Topic: Sendable {
    case request, mandate, consent, right
  }
}
