import Domain
import RegulationEngine
import Storage

/// How a window was reached: worked out again from the stored edition, the event and the calendar of today.
public struct WindowExplanation: Sendable {
    /// As it is stored and holds.
    public var window: Window
    /// From the rule to the day it ends; empty when the rule cannot be evaluated any more (`findings`).
    public var steps: [DerivationStep]
    /// The calendar with which the window was decided, and that of today.
    public var calendarRevision: String
    public var presentRevision: String
    /// Version of the event from which the steps start; lower than the event's own when it was corrected after work had begun.
    public var eventVersion: Int
    /// The steps lead to the window that holds. If not, the facts have changed since: the calendar, or the event.
    public var isReproduced: Bool
    /// What the steps lead to, where that is another window.
    public var wouldBe: Window?
    public var findings: [Finding]

    public var isCalendarChanged: Bool { calendarRevision != presentRevision }
}

/// Finds what started a follow-up's window, by trying what may have and keeping what leads to it.
struct WindowExplaining {
    let desk: ExplainingDesk
    let active: ActiveEdition
    let rule: FollowUpRule
    let row: FollowUpRow
    let event: Event

    func explanation(_ words: ExplainedWords) throws -> WindowExplanation {
        let tries = try attempts()
        var told = WindowExplanation(
            window: row.followUp.window, steps: [], calendarRevision: row.calendarRevision, presentRevision: desk.calendar.revision,
            eventVersion: event.version, isReproduced: false, findings: [])
        let reproducing = tries.first { $0.window.map { $0.isSame(as: row.followUp.window) } ?? false }
        guard let chosen = reproducing ?? tries.first else { return told }
        told.isReproduced = reproducing != nil
        told.eventVersion = chosen.event.version
        told.steps = chosen.steps.map(words.step)
        told.wouldBe = told.isReproduced ? nil : chosen.window
        told.findings = chosen.findings.map(words.finding)
        return told
    }

    private struct Attempt {
        var event: Event
        var window: Window?
        var steps: [DerivationStep]
        var findings: [Finding]
    }

    /// The event as it stands first, then what it said before its corrections; the likeliest origin first.
    private func attempts() throws -> [Attempt] {
        let earlier = event.version > 1 ? try EventRows.versions(of: event, desk.organisation, in: desk.session) : []
        let origins = try WindowOrigins(desk: desk, active: active, rule: rule, row: row).all()
        return ([event] + earlier).flatMap { version in origins.map { attempt($0, version) } }
    }

    private func attempt(_ origin: WindowOrigin, _ event: Event) -> Attempt {
        let planner = desk.planner(active)
        do throws(RuleError) {
            let (window, derivation) = try origin.derive(rule, event, occurrence: row.followUp.occurrence, planner)
            return Attempt(event: event, window: window, steps: derivation.steps, findings: [])
        } catch {
            return Attempt(event: event, window: nil, steps: [], findings: [error.finding])
        }
    }
}

extension Window {
    /// Provisional or not, it is the same time.
    fileprivate func isSame(as other: Window) -> Bool { opens == other.opens && aim == other.aim && due == other.due }
}
