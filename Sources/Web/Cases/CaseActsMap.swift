import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// What may be done on a case now.
extension CaseMap {
    var acts: CaseActs {
        let row = view.item.row
        let (isOpen, isHandled) = (row.file.stage == .received, row.handling != nil)
        var acts = CaseActs()
        acts.mayNote = true
        acts.papers = details.forms.map { Choice($0.id, $0.title.text(in: lines.language)) }
        acts.mayReopen = row.file.stage == .closed && details.mayHandle
        acts.maySplit = row.file.stage == .merged && details.mayHandle
        guard isOpen else { return acts }
        acts.questions = details.questions.map(question)
        guard details.mayHandle else { return acts }
        acts.mayClose = true
        acts.closingNeeds = Set(details.rule?.closing.needs.map(\.rawValue) ?? [])
        acts.mayGiveCode = true
        acts.mayWithdraw = true
        acts.steps = isHandled ? steps : []
        acts.mayAccept = details.mayAccept
        acts.departments = isHandled ? details.departments.map { Choice($0.id.description, $0.name) } : []
        acts.colleagues = isHandled ? details.colleagues.map { Choice($0.id.description, $0.name) } : []
        acts.severities = choices("severity")
        acts.categories = choices("category")
        (acts.severity, acts.category) = (row.file.severity, row.category)
        acts.candidates = details.candidates.map(candidate)
        return acts
    }

    private func choices(_ attribute: String) -> [Choice] {
        lines.registry.codes(of: attribute, in: "feedbackReceived").map { Choice($0.code, $0.title.text(in: lines.language)) }
    }

    /// The regulation's own steps first, then the common ones that a person takes by hand.
    private var steps: [Choice] {
        let own = details.rule?.steps.map { Choice($0.code, $0.title.text(in: lines.language)) } ?? []
        let common = lines.registry.codes(of: "to", in: "caseAdvanced")
        let byHand = common.filter { !CaseHandling.actsOfTheirOwn.contains($0.code) && !CaseHandling.stepsOfThePerson.contains($0.code) }
        return own + byHand.map { Choice($0.code, $0.title.text(in: lines.language)) }
    }

    private func question(_ question: Cases.Question) -> CaseActs.Question {
        CaseActs.Question(
            question.decision.id, question.decision.title.text(in: lines.language), chosen: question.chosen,
            options: question.decision.options.map { Choice($0.code, $0.title.text(in: lines.language)) }, mayDecide: question.mayDecide)
    }

    private func candidate(_ candidate: CaseHandling.Candidate) -> CaseActs.Candidate {
        let p = chrome.phrases
        let reasons = [
            candidate.sameParty ? p("complaint.sameParty") : nil, candidate.sameCategory ? p("complaint.sameCategory") : nil,
            candidate.likeness > 0 ? p("complaint.likeness", ["n": .number(candidate.likeness)]) : nil,
        ]
        return CaseActs.Candidate(
            id: candidate.row.file.id.description, title: CaseWords(lines).title(candidate.row),
            about: ([candidate.row.file.number] + reasons.compactMap(\.self)).joined(separator: " · "))
    }
}
