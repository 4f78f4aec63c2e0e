import Casework
import Contracts
import Kernel

/// Tells once that a duty is near its limit, over it, or far over it.
struct RequestClock: Sendable {
  static let name = "service_requests.clock"
  static let batchSize = 50

  let engine: CaseEngine

  /// Returns how many were told.
  @discardableResult
  func run(in database: Database) async throws -> Int {
    var told = 0
    while true {
      try Task.checkCancellation()
      let taken = try await database.write { tx in
        let alarms = try engine.takeAlarms(limit: Self.batchSize, in: tx)
        for alarm in alarms { try publish(alarm, in: tx) }
        return alarms.count
      }
      told += taken
      if taken < Self.batchSize { return told }
    }
  }

  /// A question to the reporter: they are reminded, and asked no longer when its time is over.
  private func press(_ alarm: CaseAlarm, in tx: Transaction) throws {
    do {
      let move: CaseMove = alarm.alarm == .near ? .remindAnswer : .lapse
      let moved = try engine.moveBySystem(alarm.id, move, in: tx)
      try tx.publish(ServiceRequestEvents.Moved(moved, at: tx.now))
    } catch is CaseRefusal {
      // Answered, or over, between the look and the move.
      return
    }
  }

  private func publish(_ alarm: CaseAlarm, in tx: Transaction) throws {
    if alarm.duty == .answer { return try press(alarm, in: tx) }
    switch alarm.alarm {
    case .near:
      try tx.publish(
        ServiceRequestEvents.LimitNear(
          request: alarm.id.rawValue, duty: alarm.duty.rawValue, owner: alarm.owner,
          area: alarm.area, dueAt: alarm.dueAt))
    case .missed, .farOver:
      try tx.publish(
        ServiceRequestEvents.LimitMissed(
          request: alarm.id.rawValue, duty: alarm.duty.rawValue, owner: alarm.owner,
          area: alarm.area, dueAt: alarm.dueAt, isFarOver: alarm.alarm == .farOver))
    case .none: break
    }
  }
}
