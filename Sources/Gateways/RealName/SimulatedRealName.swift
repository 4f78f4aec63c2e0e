import Civics
import Synchronization

/// A register in memory: every valid pair matches, unless it is told otherwise or the script fails.
public final class SimulatedRealName: RealNameGateway {
  private struct State {
    var answers: [String: RealNameAnswer] = [:]
    var verdicts: [String: RealNameAnswer.Verdict] = [:]
    var calls = 0
  }

  private let state = Mutex(State())
  private let script: FaultScript

  public init(script: FaultScript = FaultScript()) { self.script = script }

  /// What is answered to this number from now on.
  public func set(_ verdict: RealNameAnswer.Verdict, for number: String) {
    state.withLock { $0.verdicts[number] = verdict }
  }

  /// How many questions were settled, each key once.
  public var settled: Int { state.withLock { $0.answers.count } }

  /// How often it was called, failures included.
  public var calls: Int { state.withLock { $0.calls } }

  public func check(_ question: RealNameQuestion) async throws -> RealNameAnswer {
    state.withLock { $0.calls += 1 }
    let fault = script.next()
    switch fault {
    case .unreachable: throw GatewayFault.unreachable
    case .timeOut: throw GatewayFault.outcomeUnknown
    case .refused: throw GatewayFault.refused(code: "quota")
    case .successThenLost, .duplicateCallback, .earlyCallback, nil: break
    }
    let answer = settle(question)
    if fault == .successThenLost { throw GatewayFault.outcomeUnknown }
    return answer
  }

  public func answer(for key: String) async throws -> RealNameAnswer? {
    state.withLock { state in
      state.calls += 1
      return state.answers[key]
    }
  }

  private func settle(_ question: RealNameQuestion) -> RealNameAnswer {
    state.withLock { state in
      if let known = state.answers[question.key] { return known }
      let verdict = state.verdicts[question.number.rawValue] ?? .match
      let answer = RealNameAnswer(reference: "sim-\(state.answers.count + 1)", verdict: verdict)
      state.answers[question.key] = answer
      return answer
    }
  }
}
