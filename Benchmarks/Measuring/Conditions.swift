import Foundation

/// What a figure depends on, printed before any.
enum Conditions {
    static func print(_ options: Options) {
        line("date", ISO8601DateFormatter().string(from: Date()))
        line("processor", "\(model()), \(ProcessInfo.processInfo.activeProcessorCount) cores")
        line("load average", load())
        line("SQLite", Shell.version() ?? "no shell")
        line("build", isOptimised ? "release" : "debug: figures mean nothing, and no ratio is printed")
        line("sizes", "10000 and \(options.rows) follow-ups, medians of \(options.repeats)")
    }

    static var isOptimised: Bool {
        var isDebug = false
        assert({ isDebug = true; return true }())
        return !isDebug
    }

    /// Processes that wanted to run in the last 1, 5 and 15 minutes: above the number of cores, figures are too low.
    static func load() -> String {
        let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        return text.split(separator: " ").prefix(3).joined(separator: " ")
    }

    private static func model() -> String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
    }

    private static func line(_ name: String, _ value: String) { Swift.print(name.padded(14), value) }
}

extension String {
    func padded(_ width: Int) -> String { padding(toLength: max(width, count), withPad: " ", startingAt: 0) }
}
