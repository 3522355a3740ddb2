import Domain
import RegulationEngine
import SQLCore
import Secrets
import Storage

/// Events that wait for a draw or a choice: which frame they lie in, and what becomes of them when it is frozen.
extension Plans {
    /// Puts each candidate's event into its frame. One that was taken or left out already keeps its place.
    func offer(_ candidates: [Candidate], _ event: Event, _ active: ActiveEdition) throws {
        for group in Set(candidates.map(\.group)).sorted() {
            let mine = candidates.filter { $0.group == group }
            guard let choice = active.edition.regulation.choice(of: group) else { continue }
            do {
                try enter(event, mine, group, choice, active)
            } catch let error as RuleError {
                try tell([error.finding], event, active)
            }
        }
    }

    private func enter(_ event: Event, _ candidates: [Candidate], _ group: String, _ choice: ChoiceRule, _ active: ActiveEdition) throws {
        let known = try DrawEntryRows.row(of: event.id, adoption: active.adoption, rule: group, context.organisation, in: session)
        guard known == nil || known?.standing == .waiting || known?.standing == .left else { return }
        let plan = try ChoicePlan(choice, rule: group, figures: Figures(active.edition))
        let due = candidates.map(\.followUp.window.due).min() ?? context.now
        let frame = try frame(for: event, group, plan, active, due: due, known: known)
        try DrawEntryRows.save(
            DrawEntryRows.Row(
                draw: frame.id, event: event.id, adoption: active.adoption, rule: group, name: event.kind + " " + event.naturalKey,
                stratum: candidates[0].stratum), of: context.organisation, in: session)
        guard case .blocks(let size) = plan.frame, try DrawEntryRows.count(of: frame.id, context.organisation, in: session) >= size else { return }
        try freeze(frame)
    }

    /// The frame of the event's day; that of today for what comes when its own is over. Blocks are filled one after the other.
    private func frame(
        for event: Event, _ group: String, _ plan: ChoicePlan, _ active: ActiveEdition, due: Instant, known: DrawEntryRows.Row?
    ) throws -> DrawRows.Row {
        if plan.frame == .round { return try roundFrame(event, group, plan, active) }
        guard var period = plan.frame.period(of: context.zone.day(of: event.occurredAt)) else {
            return try block(event, group, plan, active, due: due, known: known)
        }
        if context.zone.end(of: period.last) <= context.now, let present = plan.frame.period(of: context.today) { period = present }
        let name = plan.frame.name(of: period.first)
        return try openFrame(event.unit, group, name, closes: context.zone.end(of: period.last), plan, active)
    }

    /// Everybody who has a turn on the same occasion. It is frozen when all of them are known; what people choose from, when the turn is over.
    private func roundFrame(_ event: Event, _ group: String, _ plan: ChoicePlan, _ active: ActiveEdition) throws -> DrawRows.Row {
        let name = event.attributes["period"]?.text ?? ""
        let last = event.attributes["until"]?.day ?? context.today
        return try openFrame(event.unit, group, name, closes: context.zone.end(of: last), plan, active)
    }

    private func block(
        _ event: Event, _ group: String, _ plan: ChoicePlan, _ active: ActiveEdition, due: Instant, known: DrawEntryRows.Row?
    ) throws -> DrawRows.Row {
        if let known, known.standing == .waiting, let frame = try DrawRows.row(known.draw, of: context.organisation, in: session) { return frame }
        let last = try DrawRows.last(adoption: active.adoption, rule: group, unit: event.unit, of: context.organisation, in: session)
        let end = SamplingFrame.blockEnds(now: context.now, due: due)
        if let last, last.state == .open, last.closesAt > context.now {
            try DrawRows.hasten(last.id, to: end, of: context.organisation, in: session)
            return last
        }
        let number = last.flatMap { Int($0.frame.split(separator: "-").last ?? "") } ?? 0
        return try openFrame(event.unit, group, "block-\(number + 1)", closes: end, plan, active)
    }

    private func openFrame(
        _ unit: UnitID, _ group: String, _ name: String, closes: Instant, _ plan: ChoicePlan, _ active: ActiveEdition
    ) throws -> DrawRows.Row {
        if let frame = try DrawRows.row(adoption: active.adoption, rule: group, unit: unit, frame: name, of: context.organisation, in: session) { return frame }
        let seed = plan.amount == .none ? nil : plan.seed ?? premises.drawSeed("\(active.adoption)/\(group)/\(unit)/\(name)")
        let frame = DrawRows.Row(
            id: premises.identifiers.next(at: context.now), adoption: active.adoption, edition: active.id, rule: group, unit: unit, frame: name,
            openedAt: context.now, closesAt: closes, seed: seed)
        _ = try DrawRows.insert(frame, of: context.organisation, in: session)
        try note("draw.opened", frame, ["rule": group, "frame": name, "seed": seed ?? ""])
        return frame
    }

    func note(_ act: String, _ draw: DrawRows.Row, _ payload: [String: String]) throws {
        try Journal.append(
            act, context, unit: draw.unit, adoption: draw.adoption, other: draw.id, payload: payload, premises: premises, in: session)
    }
}
