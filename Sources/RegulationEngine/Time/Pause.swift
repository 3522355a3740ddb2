import Domain

/// A stretch in which a clock stands: waiting for material, for the party, for a decision. Open while `to` is nil.
///
/// Clock time in between does not count. Of days, those do not count whose end (24:00, or the close of business) falls into the pause:
/// from Monday afternoon to Thursday morning three days do not count. So a limit is never reached while the clock stands.
public struct Pause: Sendable, Hashable {
    public var from: Instant
    public var to: Instant?

    public init(from: Instant, to: Instant?) { (self.from, self.to) = (from, to) }

    var hasLength: Bool { to.map { $0 > from } ?? true }
}

/// Pauses in order, without overlap.
struct Pauses: Sendable {
    let merged: [Pause]

    init(_ pauses: [Pause]) {
        let sorted = pauses.filter(\.hasLength).sorted { $0.from < $1.from }
        merged = sorted.reduce(into: []) { Self.add($1, to: &$0) }
    }

    private static func add(_ pause: Pause, to merged: inout [Pause]) {
        guard let last = merged.last, last.to.map({ pause.from <= $0 }) ?? true else { return merged.append(pause) }
        guard let end = last.to else { return }
        merged[merged.count - 1].to = pause.to.map { max($0, end) }
    }

    var isEmpty: Bool { merged.isEmpty }

    /// Whether a day that ends at `end` ends while the clock stands.
    func covers(end: Instant) -> Bool {
        merged.contains { $0.from < end && ($0.to.map { end <= $0 } ?? true) }
    }

    /// Milliseconds between two moments in which the clock stands.
    func milliseconds(from start: Instant, to end: Instant) -> Int64 {
        merged.reduce(0) { sum, pause in
            let stop = min(pause.to ?? end, end)
            return sum + max(0, stop.milliseconds(since: max(pause.from, start)))
        }
    }
}
