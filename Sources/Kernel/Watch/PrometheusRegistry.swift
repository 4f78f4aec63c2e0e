public import Metrics
import Synchronization

/// Counters, gauges and timers of the process, told in the Prometheus text format.
///
/// The backend of swift-metrics; small enough to be our own (no such package builds without TLS).
public final class PrometheusRegistry: MetricsFactory, Sendable {
  struct Key: Hashable {
    let name: String
    let labels: String
  }

  enum Cell {
    case counter(CounterCell)
    case gauge(GaugeCell)
    case summary(SummaryCell)
  }

  private let cells = Mutex<[Key: Cell]>([:])

  public init() {}

  static func key(_ label: String, _ dimensions: [(String, String)]) -> Key {
    let name = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    let labels = dimensions.map { name, value in
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return "\(name)=\"\(escaped)\""
    }
    return Key(name: name, labels: labels.joined(separator: ","))
  }

  private func cell<C>(
    _ key: Key, _ make: () -> C, wrap: (C) -> Cell, unwrap: (Cell) -> C?
  ) -> C {
    cells.withLock { cells in
      if let cell = cells[key], let found = unwrap(cell) { return found }
      let fresh = make()
      cells[key] = wrap(fresh)
      return fresh
    }
  }

  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    cell(Self.key(label, dimensions), CounterCell.init, wrap: Cell.counter) {
      if case .counter(let cell) = $0 { cell } else { nil }
    }
  }

  public func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    if aggregate { return summary(label, dimensions) }
    return gauge(label, dimensions)
  }

  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    gauge(label, dimensions)
  }

  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    summary(label, dimensions)
  }

  private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeCell {
    cell(Self.key(label, dimensions), GaugeCell.init, wrap: Cell.gauge) {
      if case .gauge(let cell) = $0 { cell } else { nil }
    }
  }

  private func summary(_ label: String, _ dimensions: [(String, String)]) -> SummaryCell {
    cell(Self.key(label, dimensions), SummaryCell.init, wrap: Cell.summary) {
      if case .summary(let cell) = $0 { cell } else { nil }
    }
  }

  public func destroyCounter(_ handler: any CounterHandler) {}
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  public func destroyMeter(_ handler: any MeterHandler) {}
  public func destroyTimer(_ handler: any TimerHandler) {}

  /// Everything, sorted by name.
  public func text() -> String {
    let all = cells.withLock { $0 }.sorted {
      ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels)
    }
    var result = ""
    var lastName = ""
    for (key, cell) in all {
      if key.name != lastName { result += "# TYPE \(key.name) \(cell.type)\n" }
      lastName = key.name
      result += cell.lines(key)
    }
    return result
  }
}

extension PrometheusRegistry.Cell {
  var type: String {
    switch self {
    case .counter: "counter"
    case .gauge: "gauge"
    case .summary: "histogram"
    }
  }

  func lines(_ key: PrometheusRegistry.Key) -> String {
    switch self {
    case .counter(let cell): "\(key.name)\(braces(key.labels)) \(cell.value)\n"
    case .gauge(let cell): "\(key.name)\(braces(key.labels)) \(cell.value)\n"
    case .summary(let cell): cell.lines(key)
    }
  }

  private func braces(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }
}
