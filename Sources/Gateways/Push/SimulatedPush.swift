import Civics
import Synchronization

/// A push service in memory: keeps what it was given, and fails as its script says.
public final class SimulatedPush: PushGateway {
  private struct State {
    var sent: [Push] = []
    var ended: Set<String> = []
  }

  private let state = Mutex(State())
  private let script: FaultScript

  public init(script: FaultScript = FaultScript()) { self.script = script }

  /// What truly went out, a repeated key to the same browser once; the newest thousand.
  public var sent: [Push] { state.withLock { $0.sent } }

  /// The browser gives its subscription up.
  public func end(_ endpoint: String) { _ = state.withLock { $0.ended.insert(endpoint) } }

  public func takes(_ endpoint: String) -> Bool { endpoint.hasPrefix("https://") }

  public func send(_ push: Push) async throws {
    let fault = script.next()
    switch fault {
    case .unreachable: throw GatewayFault.unreachable
    case .timeOut: throw GatewayFault.outcomeUnknown
    case .refused: throw GatewayFault.refused(code: "blocked")
    case .earlyCallback, .duplicateCallback, .successThenLost, nil: break
    }
    let isThere = state.withLock { state in
      guard !state.ended.contains(push.subscription.endpoint) else { return false }
      state.sent.removeAll { $0.key == push.key && $0.subscription == push.subscription }
      state.sent.append(push)
      if state.sent.count > 1000 { state.sent.removeFirst() }
      return true
    }
    guard isThere else { throw GatewayFault.gone }
    if fault == .successThenLost { throw GatewayFault.outcomeUnknown }
  }
}
