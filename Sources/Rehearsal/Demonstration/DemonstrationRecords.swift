import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage

/// What is written down about a contact.
extension DemonstrationHouse {
    func entry(_ view: ConsoleView, _ channel: ContactChannel, _ result: String, _ now: Instant) throws -> ContactInput.Entry {
        var entry = ContactInput.Entry(followUp: view.item.row.id)
        guard let form = view.form, premises.library.result(result)?.meaning == .reached else { return entry }
        let mood = DemonstrationMood(isSore: isSore(view.event), &random)
        entry.answers = try answers(form, view.rule, view.item.row, mood, now)
        entry.signatures = signatures(view.rule, channel, view)
        return entry
    }

    /// What one call settles as well: the same person's other calls that are this caller's and may be made now.
    func alsoSettled(_ view: ConsoleView, _ channel: ContactChannel, _ result: String, _ context: Context) throws -> [ContactInput.Entry] {
        guard channel == .phone, result == "complete" else { return [] }
        return try view.alsoOpen.compactMap { other in
            let row = other.item.row
            let (rule, regulation) = try rule(of: row)
            guard let form = other.form, row.attempts == 0, row.followUp.state == .planned, row.followUp.assignee == context.actor.staff,
                row.agreedAt == nil, rule.channels.first?.channel == .phone, rule.independentOfMakers.isEmpty, rule.sign.isEmpty,
                allows(context.now, rule, regulation)
            else { return nil }
            let mood = DemonstrationMood(isSore: isSore(view.event), &random)
            return ContactInput.Entry(followUp: row.id, answers: try answers(form, rule, row, mood, context.now))
        }
    }

    private func answers(
        _ form: Form, _ rule: FollowUpRule, _ row: FollowUpRow, _ mood: DemonstrationMood, _ now: Instant
    ) throws -> [String: Answer] {
        let staff = crew.people(with: .work, in: row.followUp.unit).first.flatMap { crew.directory.staff[$0]?.code } ?? ""
        var answers = DemonstrationAnswers(form: form, rule: rule.id, mood: mood, texts: texts, day: zone.day(of: now), person: staff)
        answers.verdict = try verdict(rule, row)
        return answers.filled(&random)
    }

    /// A spot check says what the records say, and now and then that it was done carelessly; nil for any other follow-up.
    private func verdict(_ rule: FollowUpRule, _ row: FollowUpRow) throws -> String? {
        guard !rule.independentOfMakers.isEmpty else { return nil }
        let made = try read { [organisation] in try FollowUpRows.rows(of: row.followUp.event, organisation.id, in: $0) }.contains {
            rule.independentOfMakers.contains($0.followUp.rule) && $0.followUp.adoption == row.followUp.adoption && $0.followUp.state == .done
        }
        guard made else { return "notMade" }
        return random.happens(120) ? "perfunctory" : random.happens(20) ? "falsified" : "made"
    }

    /// By hand where the rule wants it; whoever records has signed by signing in.
    private func signatures(_ rule: FollowUpRule, _ channel: ContactChannel, _ view: ConsoleView) -> [ContactInput.SignatureInput] {
        SignatureCheck(rule).required(for: channel).filter { $0.level != .login }.map {
            ContactInput.SignatureInput(by: $0.who, level: $0.level, name: view.party?.name)
        }
    }
}
