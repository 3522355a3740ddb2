import Synchronization

/// What the server counts about itself, written in the Prometheus text format (version 0.0.4).
public final class Metrics: Sendable {
    /// A figure asked for when `/metrics` is read.
    public struct Gauge: Sendable {
        public var name: String
        public var help: String
        public var read: @Sendable () -> Double

        public init(_ name: String, help: String, read: @escaping @Sendable () -> Double) { (self.name, self.help, self.read) = (name, help, read) }
    }

    private struct Key: Hashable {
        var method: String
        var route: String
        var status: Int
    }

    private struct Series {
        var requests: [Key: Int] = [:]
        var durations: [String: Histogram] = [:]
        var acts: [String: Int] = [:]
    }

    private let series = Mutex(Series())
    private let gauges: [Gauge]

    public init(gauges: [Gauge] = []) { self.gauges = gauges }

    /// `route` is the pattern, so that the number of series stays that of the routes.
    func count(method: String, route: String, status: Int, nanoseconds: UInt64) {
        let method = Self.methods.contains(method) ? method : "other"
        series.withLock {
            $0.requests[Key(method: method, route: route, status: status), default: 0] += 1
            $0.durations[route, default: Histogram()].add(Double(nanoseconds) / 1e9)
        }
    }

    /// Something that the house did: `contact_recorded`, `event_received`, `tick_failed`.
    public func count(_ act: String, _ amount: Int = 1) {
        if amount > 0 { series.withLock { $0.acts[act, default: 0] += amount } }
    }

    public func text() -> String {
        let now = series.withLock { $0 }
        return requests(now) + durations(now) + acts(now) + gauges.map(gauge).joined()
    }

    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]

    private func requests(_ series: Series) -> String {
        let lines = series.requests.map { key, count in
            #"huiyin_http_requests_total{method="\#(key.method)",route="\#(key.route)",status="\#(key.status)"} \#(count)"# + "\n"
        }
        return head("huiyin_http_requests_total", "counter", "Requests answered.") + lines.sorted().joined()
    }

    private func durations(_ series: Series) -> String {
        let lines = series.durations.sorted { $0.key < $1.key }.map { $1.text("huiyin_http_request_duration_seconds", label: #"route="\#($0)""#) }
        return head("huiyin_http_request_duration_seconds", "histogram", "Time from the first byte of a request to its answer.") + lines.joined()
    }

    private func acts(_ series: Series) -> String {
        let lines = series.acts.sorted { $0.key < $1.key }.map { #"huiyin_acts_total{act="\#($0)"} \#($1)"# + "\n" }
        return head("huiyin_acts_total", "counter", "What was done, by kind, since the server started.") + lines.joined()
    }

    private func gauge(_ gauge: Gauge) -> String {
        head(gauge.name, "gauge", gauge.help) + "\(gauge.name) \(Histogram.number(gauge.read()))\n"
    }

    private func head(_ name: String, _ kind: String, _ help: String) -> String { "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n" }
}

/// How often something took at most so long.
struct Histogram: Sendable {
    static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
    private var buckets = [Int](repeating: 0, count: bounds.count)
    private(set) var count = 0
    private var sum = 0.0

    mutating func add(_ seconds: Double) {
        for index in Self.bounds.indices where seconds <= Self.bounds[index] { buckets[index] += 1 }
        count += 1
        sum += seconds
    }

    func text(_ name: String, label: String) -> String {
        let steps = zip(Self.bounds, buckets).map { #"\#(name)_bucket{\#(label),le="\#(Self.number($0))"} \#($1)"# + "\n" }
        return steps.joined() + #"\#(name)_bucket{\#(label),le="+Inf"} \#(count)"# + "\n" + "\(name)_sum{\(label)} \(Self.number(sum))\n"
            + "\(name)_count{\(label)} \(count)\n"
    }

    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
