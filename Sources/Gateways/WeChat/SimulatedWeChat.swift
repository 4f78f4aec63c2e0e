public import Civics
import Synchronization

/// A WeChat in memory: the code says who it is, up to its first `.`, and is good once.
///
/// So `anna.1` and `anna.2` are two starts of one person's mini-program.
public final class SimulatedWeChat: WeChatGateway {
  private struct State {
    var spent: Set<String> = []
    var calls = 0
  }

  private let state = Mutex(State())
  private let script: FaultScript

  public init(script: FaultScript = FaultScript()) { self.script = script }

  /// How often it was asked, failures included.
  public var calls: Int { state.withLock { $0.calls } }

  public func openID(for code: String) async throws -> OpenID {
    state.withLock { $0.calls += 1 }
    let fault = script.next()
    switch fault {
    case .unreachable: throw GatewayFault.unreachable
    case .timeOut: throw GatewayFault.outcomeUnknown
    case .refused: throw GatewayFault.refused(code: "40029")
    case .successThenLost, .duplicateCallback, .earlyCallback, nil: break
    }
    let isFresh = state.withLock { state in
      // A demo that runs for months holds no more than this.
      if state.spent.count >= 1000 { state.spent = [] }
      return state.spent.insert(code).inserted
    }
    guard isFresh else { throw GatewayFault.refused(code: "40163") }
    let name = code.prefix { $0 != "." }
    guard let openID = OpenID(rawValue: "sim-" + name) else {
      throw GatewayFault.refused(code: "40029")
    }
    if fault == .successThenLost { throw GatewayFault.outcomeUnknown }
    return openID
  }
}
