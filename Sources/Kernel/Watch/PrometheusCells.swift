import Metrics
import Synchronization

final class CounterCell: CounterHandler, Sendable {
  private let count = Atomic<Int64>(0)

  var value: Int64 { count.load(ordering: .relaxed) }
  func increment(by amount: Int64) { count.add(amount, ordering: .relaxed) }
  func reset() { count.store(0, ordering: .relaxed) }
}

final class GaugeCell: RecorderHandler, MeterHandler, Sendable {
  private let stored = Mutex<Double>(0)

  var value: Double { stored.withLock { $0 } }
  func record(_ value: Int64) { stored.withLock { $0 = Double(value) } }
  func record(_ value: Double) { stored.withLock { $0 = value } }
  func set(_ value: Int64) { record(value) }
  func set(_ value: Double) { record(value) }
  func increment(by amount: Double) { stored.withLock { $0 += amount } }
  func decrement(by amount: Double) { stored.withLock { $0 -= amount } }
}

/// Durations in seconds, counted in fixed buckets from one millisecond to ten seconds.
final class SummaryCell: TimerHandler, RecorderHandler, Sendable {
  static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10]

  private struct State {
    var counts = [Int64](repeating: 0, count: SummaryCell.bounds.count + 1)
    var sum = 0.0
  }

  private let state = Mutex(State())

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let index = Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.counts[index] += 1
      state.sum += value
    }
  }

  func lines(_ key: PrometheusRegistry.Key) -> String {
    let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
    let comma = key.labels.isEmpty ? "" : key.labels + ","
    let plain = key.labels.isEmpty ? "" : "{\(key.labels)}"
    var total: Int64 = 0
    var result = ""
    for (index, count) in counts.enumerated() {
      total += count
      let bound = index < Self.bounds.count ? "\(Self.bounds[index])" : "+Inf"
      result += "\(key.name)_bucket{\(comma)le=\"\(bound)\"} \(total)\n"
    }
    result += "\(key.name)_sum\(plain) \(sum)\n\(key.name)_count\(plain) \(total)\n"
    return result
  }
}
