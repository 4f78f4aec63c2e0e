import Civics
public import Kernel
import Synchronization

/// A carrier in memory: keeps what it was given, and fails as its script says.
///
/// Used by development, the demo and the tests alike.
public final class SimulatedSMS: SMSGateway {
  public typealias Callback = @Sendable (SMSReport) async throws -> Void

  private struct State {
    var sent: [SMSMessage] = []
    var receipts: [String: SMSReceipt] = [:]
    var calls = 0
    var callback: Callback?
  }

  private let state = Mutex(State())
  private let script: FaultScript
  private let now: @Sendable () -> Timestamp

  public init(now: @escaping @Sendable () -> Timestamp, script: FaultScript = FaultScript()) {
    self.now = now
    self.script = script
  }

  /// Who is told when a message was delivered.
  public func onReport(_ callback: @escaping Callback) {
    state.withLock { $0.callback = callback }
  }

  /// Everything that truly went out, once each, oldest first; the newest thousand.
  public var sent: [SMSMessage] { state.withLock { $0.sent } }

  /// How often the gateway was called, failures included.
  public var calls: Int { state.withLock { $0.calls } }

  public func send(_ message: SMSMessage) async throws -> SMSReceipt {
    state.withLock { $0.calls += 1 }
    let fault = script.next()
    switch fault {
    case .unreachable: throw GatewayFault.unreachable
    case .timeOut: throw GatewayFault.outcomeUnknown
    case .refused: throw GatewayFault.refused(code: "blocked")
    case .earlyCallback, .duplicateCallback, .successThenLost, nil: break
    }
    if fault == .earlyCallback { try await report(message.key) }
    let receipt = keep(message)
    if fault == .successThenLost { throw GatewayFault.outcomeUnknown }
    if fault != .earlyCallback { try await report(message.key) }
    if fault == .duplicateCallback { try await report(message.key) }
    return receipt
  }

  public func receipt(for key: String) async throws -> SMSReceipt? {
    state.withLock { state in
      state.calls += 1
      return state.receipts[key]
    }
  }

  private func keep(_ message: SMSMessage) -> SMSReceipt {
    state.withLock { state in
      if let known = state.receipts[message.key] { return known }
      state.sent.append(message)
      if state.sent.count > 1000 {
        state.receipts[state.sent.removeFirst().key] = nil
      }
      let receipt = SMSReceipt(reference: "sim-\(state.calls)", state: .accepted)
      state.receipts[message.key] = receipt
      return receipt
    }
  }

  private func report(_ key: String) async throws {
    let callback = state.withLock { $0.callback }
    try await callback?(SMSReport(key: key, state: .delivered, at: now()))
  }
}
