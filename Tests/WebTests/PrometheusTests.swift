import Metrics
import Testing
import Web

@Suite("Prometheus")
struct PrometheusTests {
    private let registry = PrometheusRegistry()

    @Test func `counters and gauges have their names and labels`() {
        Counter(
            label: "db.client.failures", dimensions: [("error.type", "a\"b\\c\nd"), ("a-b", "中")],
            factory: registry
        ).increment(by: 3)
        FloatingPointCounter(label: "paid.total", factory: registry).increment(by: 0.5)
        let gauge = Meter(label: "9 lives", factory: registry)
        gauge.set(9)
        gauge.decrement(by: 2.5)

        #expect(
            registry.text == #"""
                # TYPE __lives gauge
                __lives 6.5
                # TYPE db_client_failures_total counter
                db_client_failures_total{a_b="中",error_type="a\"b\\c\nd"} 3
                # TYPE paid_total counter
                paid_total 0.5

                """#)
    }

    @Test func `a timer is a histogram in seconds, whose buckets add up`() {
        let timer = Timer(label: "took", dimensions: [("route", "/")], factory: registry)
        for milliseconds in [0.5, 3, 30_000, 31_000] {
            timer.recordNanoseconds(Int64(milliseconds * 1e6))
        }

        let lines = registry.text.split(separator: "\n")
        #expect(lines.first == "# TYPE took_seconds histogram")
        for line in [
            #"took_seconds_bucket{route="/",le="0.0005"} 1"#,
            #"took_seconds_bucket{route="/",le="0.0025"} 1"#,
            #"took_seconds_bucket{route="/",le="0.005"} 2"#,
            #"took_seconds_bucket{route="/",le="30"} 3"#,
            #"took_seconds_bucket{route="/",le="+Inf"} 4"#,
            #"took_seconds_sum{route="/"} 61.0035"#,
            #"took_seconds_count{route="/"} 4"#,
        ] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
    }

    @Test func `one name and the same labels are one series, in whatever order`() {
        Counter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: registry).increment()
        Counter(label: "a", dimensions: [("y", "2"), ("x", "1")], factory: registry).increment()

        #expect(registry.text == "# TYPE a_total counter\na_total{x=\"1\",y=\"2\"} 2\n")
    }

    @Test func `labels that somebody makes up do not fill the memory`() {
        for number in 0..<6000 {
            Counter(label: "a", dimensions: [("x", "\(number)")], factory: registry).increment()
        }

        #expect(registry.text.split(separator: "\n").count == 5001)
    }
}
