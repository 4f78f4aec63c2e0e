public import Kernel
import Synchronization

/// A party in memory: keeps what it was given, and fails as its script says.
public final class SimulatedNotices: NoticeGateway {
  public typealias Callback = @Sendable (NoticeReport) async throws -> Void

  private struct State {
    var sent: [Notice] = []
    var receipts: [String: NoticeReceipt] = [:]
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

  /// Who is told when a notice was delivered; nobody leaves every notice without a receipt.
  public func onReport(_ callback: @escaping Callback) {
    state.withLock { $0.callback = callback }
  }

  /// Everything that truly went out, once each, oldest first; the newest thousand.
  public var sent: [Notice] { state.withLock { $0.sent } }

  public func send(_ notice: Notice) async throws -> NoticeReceipt {
    state.withLock { $0.calls += 1 }
    let fault = script.next()
    switch fault {
    case .unreachable: throw GatewayFault.unreachable
    case .timeOut: throw GatewayFault.outcomeUnknown
    case .refused: throw GatewayFault.refused(code: "blocked")
    case .earlyCallback, .duplicateCallback, .successThenLost, nil: break
    }
    if fault == .earlyCallback { try await report(notice.key) }
    let receipt = keep(notice)
    if fault == .successThenLost { throw GatewayFault.outcomeUnknown }
    if fault != .earlyCallback { try await report(notice.key) }
    if fault == .duplicateCallback { try await report(notice.key) }
    return receipt
  }

  public func receipt(for key: String) async throws -> NoticeReceipt? {
    state.withLock { $0.receipts[key] }
  }

  private func keep(_ notice: Notice) -> NoticeReceipt {
    state.withLock { state in
      if let known = state.receipts[notice.key] { return known }
      state.sent.append(notice)
      if state.sent.count > 1000 { state.receipts[state.sent.removeFirst().key] = nil }
      let receipt = NoticeReceipt(reference: "sim-\(state.calls)", state: .accepted)
      state.receipts[notice.key] = receipt
      return receipt
    }
  }

  private func report(_ key: String) async throws {
    let callback = state.withLock { $0.callback }
    try await callback?(NoticeReport(key: key, state: .delivered, at: now()))
  }
}
