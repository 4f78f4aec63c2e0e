import Kernel

/// Ends mandates whose time is over; what asks them does not wait for it.
struct MandateClock: Sendable {
  let actions: MandateActions

  static let everySeconds: Int64 = 600
  /// Small transactions: nobody waits behind a long one.
  static let atOnce = 50

  func register(on jobs: Jobs) {
    jobs.every(.seconds(Self.everySeconds), "mandates.expire") { _ in
      while try await actions.expire(limit: Self.atOnce) == Self.atOnce {
        try Task.checkCancellation()
      }
    }
  }
}
