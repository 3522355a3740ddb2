import Domain

/// Something that happened on a case: it was filed, passed on, answered.
public struct CaseStep: Sendable, Hashable {
    /// The beginning: the report came in, or the case was opened again.
    public static let received = "received"
    public static let closed = "closed"
    public static let withdrawn = "withdrawn"
    /// Steps that are no codes of `caseAdvanced`.
    public static let reserved = [received, closed, withdrawn]
    /// Steps with which a case goes on after it has waited.
    public static let goingOn: Set<String> = ["resumed", "materialReceived"]

    /// A code of `caseAdvanced`, or of the case rule's own.
    public var code: String
    public var at: Instant

    public init(_ code: String, at: Instant) { (self.code, self.at) = (code, at) }
}

/// What the clocks of a case go by. Times are those at which things happened, not those at which they were entered.
public struct CaseFacts: Sendable {
    /// Under this name conditions ask which steps were reached.
    public static let stepName = "step"
    /// Under this name, once it is closed, whether what was reported is proven: yes, no, unclear.
    public static let provenName = "proven"

    /// The event that opened it, with what has been decided since (severity, category) in place of what it said.
    public var event: Event
    /// Decision → option.
    public var decisions: [String: String]
    /// The report came in, or the case was opened again: what came before belongs to its former life.
    public var openedAt: Instant
    public var steps: [CaseStep]

    /// Steps are put in order; what happened before `openedAt` is left out.
    public init(event: Event, decisions: [String: String] = [:], openedAt: Instant, steps: [CaseStep]) {
        (self.event, self.decisions, self.openedAt) = (event, decisions, openedAt)
        let later = steps.filter { $0.at >= openedAt && $0.code != CaseStep.received }
        self.steps = [CaseStep(CaseStep.received, at: openedAt)] + later.sorted { $0.at < $1.at }
    }

    /// When it was closed or withdrawn; nothing runs after that.
    public var endedAt: Instant? { steps.first { $0.code == CaseStep.closed || $0.code == CaseStep.withdrawn }?.at }
    var isWithdrawn: Bool { steps.contains { $0.code == CaseStep.withdrawn } }

    /// The first of these steps at or after a moment.
    func first(_ codes: [String], from moment: Instant) -> CaseStep? { steps.first { $0.at >= moment && codes.contains($0.code) } }

    /// Stretches in which the case waits at one of these steps, until it goes on or ends.
    func pauses(in codes: [String]) -> [Pause] {
        steps.enumerated().filter { codes.contains($0.element.code) }.map { index, step in
            let next = steps[(index + 1)...].first { CaseStep.goingOn.contains($0.code) }
            return Pause(from: step.at, to: next?.at)
        }
    }

    /// The event as conditions of the rule see it: with its decisions and the steps that were reached.
    func seen(by rule: CaseRule) -> Event {
        var seen = event
        for decision in rule.decisions { seen.attributes[decision.id] = .text(decisions[decision.id] ?? decision.initially ?? "") }
        seen.attributes[Self.stepName] = .list(Array(Set(steps.map(\.code))).sorted())
        return seen
    }
}
