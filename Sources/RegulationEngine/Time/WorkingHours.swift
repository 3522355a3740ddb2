import Domain

/// When the organisation works on a workday: spans of the day in order, without overlap. A clock in working time runs only then.
public struct WorkingHours: Sendable, Hashable {
    public let spans: [ContactHours.Span]

    /// Nil when there is no span, one is empty, or two overlap.
    public init?(_ spans: [ContactHours.Span]) {
        let sorted = spans.sorted { $0.from < $1.from }
        guard !sorted.isEmpty, sorted.allSatisfy({ $0.from < $0.to }), zip(sorted, sorted.dropFirst()).allSatisfy({ $0.to <= $1.from }) else { return nil }
        self.spans = sorted
    }

    /// Where a regulation names none: 09:00 to 18:00. Only when somebody inside is told depends on it, never a limit.
    public static let assumed = WorkingHours([.init(from: LocalTime(minutes: 540)!, to: LocalTime(minutes: 1080)!)])!

    /// As steps carry it: `08:30-12:00, 14:00-17:30`.
    public var text: String { spans.map { $0.from.text + "-" + $0.to.text }.joined(separator: ", ") }
}
