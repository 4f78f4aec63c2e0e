/// Why a call to a party outside brought no answer that can be relied on.
public enum GatewayFault: Error, Sendable, Hashable {
  /// Not reached at all: nothing happened there, the call may be made again.
  case unreachable
  /// Sent, but no answer came back: it may have happened. Ask again under the same key.
  case outcomeUnknown
  /// The party understood and declined; its own code, never a text with personal data.
  case refused(code: String)
  /// The gateway is not set up.
  case notConfigured
}
