import Metrics
import Testing

@testable import Kernel

struct PrometheusTests {
  let registry = PrometheusRegistry()

  private func counter(_ label: String, _ dimensions: [(String, String)] = []) -> Counter {
    Counter(label: label, dimensions: dimensions, factory: registry)
  }

  @Test func `nothing measured is an empty text`() {
    #expect(registry.text() == "")
  }

  @Test func `counters are summed by their labels and sorted`() {
    counter("b_total", [("status", "5xx")]).increment()
    counter("b_total", [("status", "2xx")]).increment(by: 2)
    counter("b_total", [("status", "2xx")]).increment(by: 3)
    counter("a_total").increment()

    #expect(
      registry.text() == """
        # TYPE a_total counter
        a_total 1
        # TYPE b_total counter
        b_total{status="2xx"} 5
        b_total{status="5xx"} 1

        """)
  }

  @Test func `a gauge shows its last value`() {
    let gauge = Gauge(label: "waiting", factory: registry)
    gauge.record(7)
    gauge.record(2.5)
    let meter = Meter(label: "open", factory: registry)
    meter.set(4)
    meter.increment(by: 2)
    meter.decrement(by: 1)

    #expect(
      registry.text() == """
        # TYPE open gauge
        open 5.0
        # TYPE waiting gauge
        waiting 2.5

        """)
  }

  @Test func `a timer is a histogram of seconds whose buckets add up`() {
    let timer = Timer(label: "t_seconds", dimensions: [("route", "/")], factory: registry)
    for milliseconds in [1, 2, 2, 300, 20_000] as [Int64] {
      timer.recordNanoseconds(milliseconds * 1_000_000)
    }

    let lines = registry.text().split(separator: "\n")

    #expect(lines.first == "# TYPE t_seconds histogram")
    #expect(
      Array(lines.dropFirst()) == [
        #"t_seconds_bucket{route="/",le="0.001"} 1"#, #"t_seconds_bucket{route="/",le="0.0025"} 3"#,
        #"t_seconds_bucket{route="/",le="0.005"} 3"#, #"t_seconds_bucket{route="/",le="0.01"} 3"#,
        #"t_seconds_bucket{route="/",le="0.025"} 3"#, #"t_seconds_bucket{route="/",le="0.05"} 3"#,
        #"t_seconds_bucket{route="/",le="0.1"} 3"#, #"t_seconds_bucket{route="/",le="0.25"} 3"#,
        #"t_seconds_bucket{route="/",le="1.0"} 4"#, #"t_seconds_bucket{route="/",le="2.5"} 4"#,
        #"t_seconds_bucket{route="/",le="10.0"} 4"#, #"t_seconds_bucket{route="/",le="+Inf"} 5"#,
        #"t_seconds_sum{route="/"} 20.305"#, #"t_seconds_count{route="/"} 5"#,
      ])
  }

  @Test func `names and values cannot break the format`() {
    counter("街.a-b c", [("route", "a\"b\\c\nd")]).increment()

    #expect(
      registry.text() == """
        # TYPE __a_b_c counter
        __a_b_c{route="a\\"b\\\\c\\nd"} 1

        """)
  }

  @Test func `many at once lose no count`() async {
    let counter = counter("n_total")
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { for _ in 0..<1000 { counter.increment() } } }
    }

    #expect(registry.text().hasSuffix("n_total 8000\n"))
  }
}
