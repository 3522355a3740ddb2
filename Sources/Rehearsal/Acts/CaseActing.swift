import Domain
import Operations
import Storage

/// What is done on a case.
extension Stage {
    func handle(_ act: CaseAct) throws {
        let context = try acting(act.by)
        let row = try handled(act.of)
        let (cases, id, words) = (CaseHandling(premises), row.file.id, act.words ?? "as rehearsed")
        switch act.deed {
        case .step(let step): try cases.take(step, on: id, at: act.occurred, note: act.words, context)
        case .pass(let units, let task): try cases.pass(id, to: try units.map { name in try self.units[name] ?? { throw Missing("no unit is called \(name)") }() }, task: task, context)
        case .accept:
            guard let sheet = try sheet(of: id, context, .sent) else { return try cases.accept(id, context) }
            try cases.acceptSheet(sheet, context)
        case .giveBack: try cases.giveBack(try needed(sheet(of: id, context, .sent), act), reason: words, context)
        case .answer: try cases.answer(try needed(sheet(of: id, context, .accepted), act), text: words, context)
        case .decide(let question, let option): try cases.decide(question, option: option, on: id, reason: words, context)
        case .classify(let severity, let category): try cases.classify(id, severity: severity, category: category, reason: words, context)
        case .handOver(let person):
            guard let to = staff[person] else { throw Missing("nobody is called \(person)") }
            try cases.handOver(id, to: to, note: act.words, context)
        case .withdraw: try cases.withdraw(id, reason: words, context)
        case .merge(let into): try cases.merge(id, into: try handled(into).file.id, reason: words, context)
        case .split: try cases.split(id, reason: words, context)
        case .reopen: try Cases(premises).reopen(id, reason: words, context)
        }
    }

    /// The latest case that the event opened.
    func handled(_ name: String) throws -> CaseFileRows.Row {
        guard let row = try cases(of: name).last else { throw Missing("no case of \(name)") }
        return row
    }

    /// The sheet of a unit where the person works.
    private func sheet(of id: CaseFileID, _ context: Context, _ state: CaseSheetRows.State) throws -> Int64? {
        try read { try CaseSheetRows.sheets(of: id, Stage.organisation, in: $0) }.first { $0.state == state && context.scope.ofWork.contains($0.unit) }?.id
    }

    private func needed(_ sheet: Int64?, _ act: CaseAct) throws -> Int64 {
        guard let sheet else { throw Missing("no sheet for \(act.by) about \(act.of)") }
        return sheet
    }
}
