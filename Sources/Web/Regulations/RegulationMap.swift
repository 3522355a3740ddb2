import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// How packs and what they say are shown.
struct RegulationMap {
    let chrome: PageChrome
    let library: RegulationLibrary

    private var p: Phrases { chrome.phrases }
    private var words: CivilWords { chrome.words }
    private var language: Language { p.language }

    func list(_ packs: PackList) -> RegulationsPage.Model {
        RegulationsPage.Model(packs: packs.lines.map(line), mayAdopt: packs.mayAdopt)
    }

    private func line(_ line: PackList.Line) -> RegulationsPage.Pack {
        RegulationsPage.Pack(
            id: line.regulation, code: line.regulation, version: String(line.version), title: line.title.text(in: language), sector: words.word("sector", line.sector),
            clauses: Set(library.clauses.filter { $0.clause.hasPrefix(line.regulation + ".") }.map(\.clause)).count, rules: line.rules, rehearsals: line.rehearsals,
            findings: line.findings.count, adoptions: line.adoption.map { [adoption($0)] } ?? [])
    }

    private func adoption(_ summary: PackList.AdoptionSummary) -> RegulationsPage.AdoptionLine {
        RegulationsPage.AdoptionLine(
            id: summary.id.description, covers: p("regulations.edition", ["n": .number(summary.newest.number)]), state: AdoptionState(summary.newest.state),
            edition: summary.inForce?.number, activeFrom: summary.inForce?.activeFrom)
    }

    func pack(_ view: PackView) -> PackPage.Model {
        let rulesOfClause = Dictionary(grouping: view.rules.flatMap { rule in rule.basis.clauses.map { (String($0.prefix { $0 != "/" }), rule.id) } }, by: \.0)
        return PackPage.Model(
            id: view.regulation.id, title: view.regulation.title.text(in: language), code: view.regulation.id, version: String(view.regulation.version),
            hash: String(view.hash.prefix(12)), rules: view.rules.map(rule),
            traces: view.trace.map { trace($0, rulesOfClause[$0.clause]?.map(\.1) ?? []) }, findings: view.findings.map { FindingLine($0, words) },
            adoptions: view.adoption.map { [adoption($0)] } ?? [], mayAdopt: view.mayAdopt && view.adoption == nil)
    }

    private func rule(_ rule: PackView.Rule) -> PackPage.Rule {
        PackPage.Rule(id: rule.id, title: rule.title?.text(in: language) ?? rule.id, says: rule.says.map(sentence), clauses: rule.basis.clauses, isOurs: rule.basis.isOurs)
    }

    /// A sentence with its condition, and the codes in it in words.
    private func sentence(_ saying: RuleSaying) -> String {
        var arguments = saying.arguments
        if saying.code.hasPrefix("each"), let period = arguments["period"] { arguments["period"] = words.word("roundPeriod", period) }
        if let mode = arguments["mode"] { arguments["mode"] = words.word("mode", mode) }
        if let state = arguments["state"].flatMap(FollowUp.State.init) { arguments["state"] = p.state(state) }
        if let channels = arguments["channels"] {
            arguments["channels"] = channels.split(separator: ",").map { words.word("channel", String($0).trimmed) }.joined(separator: ", ")
        }
        if let measure = arguments["measure"] { arguments["measure"] = words.word("measure", measure) }
        if let condition = saying.condition { arguments["condition"] = self.condition(condition) }
        return words.said("saying", saying.code, arguments) ?? saying.code
    }

    private func condition(_ condition: ConditionExplanation) -> String {
        let parts = condition.parts.map(self.condition)
        switch condition.code {
        case .allOf: return words.said("condition", "allOf", ["parts": parts.joined(separator: ", ")]) ?? parts.joined(separator: ", ")
        case .anyOf: return words.said("condition", "anyOf", ["parts": parts.joined(separator: ", ")]) ?? parts.joined(separator: ", ")
        case .not: return words.said("condition", "not", ["part": parts.first ?? "", "parts": parts.joined(separator: ", ")]) ?? parts.joined(separator: ", ")
        default: return words.said("condition", condition.code.rawValue, condition.arguments) ?? condition.code.rawValue
        }
    }

    private func trace(_ row: TraceRow, _ rules: [String]) -> PackPage.Trace {
        PackPage.Trace(
            clause: row.clause, kind: words.word("kind", row.kind), mechanisms: row.mechanism.split(separator: ";").map { String($0).trimmed }, rules: rules,
            status: PackPage.Trace.Status(rawValue: row.status.rawValue) ?? .open, rehearsals: row.rehearsals)
    }
}

extension AdoptionState {
    init(_ state: EditionRows.State) {
        self =
            switch state {
            case .draft: .draft
            case .submitted: .submitted
            case .approved: .approved
            case .active: .active
            case .replaced, .rejected: .ended
            }
    }
}
