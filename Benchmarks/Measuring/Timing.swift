import Foundation

/// Seconds by two clocks: on the wall, and of this thread's processor time, in which other work on the machine does not count.
enum Timing {
    static func wall(_ body: () throws -> Void) rethrows -> Double { try measure(CLOCK_MONOTONIC, body) }
    static func thread(_ body: () throws -> Void) rethrows -> Double { try measure(CLOCK_THREAD_CPUTIME_ID, body) }
    static func process(_ body: () throws -> Void) rethrows -> Double { try measure(CLOCK_PROCESS_CPUTIME_ID, body) }

    /// Both at once.
    static func both(_ body: () throws -> Void) rethrows -> Spent {
        var processor = 0.0
        let wall = try wall { processor = try thread(body) }
        return Spent(wall: wall, processor: processor)
    }

    private static func measure(_ clock: clockid_t, _ body: () throws -> Void) rethrows -> Double {
        let start = seconds(clock)
        try body()
        return seconds(clock) - start
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

struct Spent {
    var wall: Double
    var processor: Double
}

/// Durations of one kind of request by both clocks. The aims are judged by the thread's own: others share this machine's cores.
struct Times {
    let wall: Distribution
    let processor: Distribution

    init(_ spent: [Spent]) {
        wall = Distribution(spent.map(\.wall))
        processor = Distribution(spent.map(\.processor))
    }
}

/// Durations in seconds.
struct Distribution {
    private let sorted: [Double]

    init(_ seconds: [Double]) { sorted = seconds.sorted() }

    var median: Double { at(0.5) }
    var p99: Double { at(0.99) }
    func at(_ share: Double) -> Double { sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] }
}

/// Lines of the result.
enum Report {
    static func rate(_ title: String, _ perSecond: Double, _ noun: String, limit: (Double, String)? = nil) {
        var line = "  " + title.padded(34) + " \(Int(perSecond)) \(noun)/s"
        if let limit, Conditions.isOptimised {
            line += "; limit \(Int(limit.0)) (\(limit.1)): \(share(perSecond / limit.0))"
        }
        say(line)
    }

    static func times(_ title: String, _ times: Times) {
        say("  " + title.padded(34) + " \(line(times.processor)) of processor time; on the wall \(line(times.wall))")
    }

    private static func line(_ times: Distribution) -> String { "p50 \(milliseconds(times.median)), p99 \(milliseconds(times.p99)) ms" }

    static func ratio(_ title: String, _ value: Double) {
        if Conditions.isOptimised { say("  " + title.padded(34) + " " + share(value)) }
    }

    /// At once, also into a file: a run takes minutes.
    static func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    static func milliseconds(_ seconds: Double) -> String { String(format: "%.2f", seconds * 1000) }
    private static func share(_ value: Double) -> String { String(format: "%.2f", value) }
}
