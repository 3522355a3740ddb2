import Domain
import Phrasebook

/// What may be done on a case now; what is empty or false is not offered.
public struct CaseActs: Sendable {
    public struct Question: Sendable {
        public var name: String
        public var title: String
        public var chosen: String?
        public var options: [Choice]
        public var mayDecide: Bool

        public init(_ name: String, _ title: String, chosen: String?, options: [Choice], mayDecide: Bool) {
            (self.name, self.title, self.chosen, self.options, self.mayDecide) = (name, title, chosen, options, mayDecide)
        }
    }

    public struct Candidate: Sendable {
        public var id: String
        public var title: String
        public var about: String

        public init(id: String, title: String, about: String) { (self.id, self.title, self.about) = (id, title, about) }
    }

    /// Steps that may be taken by hand.
    public var steps: [Choice] = []
    public var departments: [Choice] = []
    public var colleagues: [Choice] = []
    public var mayAccept = false
    public var severities: [Choice] = []
    public var categories: [Choice] = []
    public var severity: String?
    public var category: String?
    public var questions: [Question] = []
    public var candidates: [Candidate] = []
    public var mayClose = false
    /// Fields that closing needs beside the conclusion.
    public var closingNeeds: Set<String> = []
    public var mayReopen = false
    public var mayWithdraw = false
    public var maySplit = false
    public var mayNote = false
    public var mayGiveCode = false
    /// Its printed forms: name and title.
    public var papers: [Choice] = []

    public init() {}
}

/// The forms of a case; one that was refused is open, with what was typed.
struct CaseForms {
    let model: ComplaintPage.Model
    let chrome: PageChrome

    private var p: Phrases { chrome.phrases }
    private var acts: CaseActs { model.acts }

    func render() -> HTML {
        let forms = accept + step + pass + closure + reopening + questions + handover + classification + candidates + split + withdrawal + note + code + papers
        return forms.isEmpty ? .none : card(p("complaint.next"), inside("<div class=\"stack\">\(forms)</div>"))
    }

    // MARK: parts

    /// Names come in several forms: only in the one that was refused are their ids plain, for the links on top of the page.
    private func fields(_ form: String, _ part: String = "") -> Fields {
        model.refused == form ? Fields(chrome: chrome, errors: model.errors, prefix: part) : Fields(chrome: chrome, prefix: form + "-" + part)
    }

    private func typed(_ form: String, _ field: String) -> String { model.refused == form ? model.typed[field] ?? "" : "" }
    private func kept(_ form: String, _ field: String) -> String? { model.refused == form ? model.typed[field] : nil }
    private func address(_ form: String) -> String { Address.path("complaints", model.id, form) }

    private func fold(_ form: String, _ title: String, opens: Bool = false, _ body: HTML) -> HTML {
        """
        <details class="fold"\(flag: "open", if: opens || model.refused == form)><summary>\(title)</summary>\(postForm(address(form), chrome, body))</details>
        """
    }

    private func reason(_ form: String, isRequired: Bool = true) -> HTML {
        fields(form).area("reason", p("queue.reason"), value: typed(form, "reason"), rows: 2, isRequired: isRequired)
    }

    // MARK: forms

    private var accept: HTML {
        when(acts.mayAccept, postForm(address("acceptance"), chrome, submitButton(p("complaint.accept"), icon: .userCheck, chrome)))
    }

    private var step: HTML {
        if acts.steps.isEmpty { return .none }
        let f = fields("steps")
        return fold("steps", p("complaint.step"), opens: true, """
            \(f.select("step", p("complaint.stepWhich"), acts.steps, value: typed("steps", "step"), isRequired: true))\
            \(f.input("at", p("complaint.stepAt"), kind: "datetime-local", value: typed("steps", "at"), hint: p("reception.occurredAtHint")))\
            \(f.area("note", p("complaint.stepNote"), value: typed("steps", "note"), rows: 3))\(submitButton(p("complaint.noteDo"), icon: .check, chrome))
            """)
    }

    private var pass: HTML {
        if acts.departments.isEmpty { return .none }
        let f = fields("sheets")
        return fold("sheets", p("sheets.send"), """
            \(f.ticks("units", named: "units", p("sheets.units"), acts.departments, chosen: model.refused == "sheets" ? model.ticked : []))\
            \(f.select("lead", p("sheets.leads"), acts.departments, value: typed("sheets", "lead"), blank: p("sheets.leadHint")))\
            \(f.area("task", p("sheets.task"), value: typed("sheets", "task"), rows: 3, isRequired: true))\(f.input("due", p("sheets.due"), kind: "datetime-local", value: typed("sheets", "due")))\
            \(submitButton(p("sheets.send"), icon: .send, chrome))
            """)
    }

    private var closure: HTML {
        if !acts.mayClose { return .none }
        let f = fields("closure")
        let proven = [Choice("yes", p("complaint.provenYes")), Choice("no", p("complaint.provenNo")), Choice("unclear", p("complaint.provenUnclear"))]
        func needs(_ name: String) -> Bool { acts.closingNeeds.contains(name) }
        return fold("closure", p("complaint.close"), """
            \(f.area("conclusion", p("complaint.conclusion"), value: typed("closure", "conclusion"), rows: 4, hint: p("complaint.conclusionHint"), isRequired: true))\
            \(when(needs("cause"), f.area("cause", p("complaint.cause"), value: typed("closure", "cause"), rows: 2, isRequired: true)))\
            \(when(needs("measure"), f.area("measure", p("complaint.measure"), value: typed("closure", "measure"), rows: 2, isRequired: true)))\
            \(f.select("proven", p("complaint.proven"), proven, value: typed("closure", "proven"), isRequired: true))\
            \(f.input("repliedAt", p("complaint.repliedAt"), kind: "datetime-local", value: typed("closure", "repliedAt"), isRequired: needs("reply")))\
            \(with(f.message("departments")) { "<p class=\"err\" id=\"f-departments\" tabindex=\"-1\"><span id=\"f-departments-e\">\($0)</span></p>" })\(submitButton(p("complaint.closeDo"), icon: .circleCheck, chrome))
            """)
    }

    private var reopening: HTML {
        when(acts.mayReopen, fold("reopening", p("complaint.reopen"), reason("reopening") + submitButton(p("complaint.reopen"), icon: .rotate, class: "", chrome)))
    }

    private var questions: HTML {
        each(acts.questions) { question in
            let now = question.options.first { $0.value == question.chosen }?.title
            let told: HTML = "<p>\(question.title) <strong>\(now ?? p("reception.open"))</strong></p>"
            if !question.mayDecide { return told }
            let f = fields("decisions", question.name == acts.questions.first?.name ? "" : question.name + "-")
            return told + fold("decisions", question.title, """
                <input type="hidden" name="question" value="\(question.name)">\(f.select("option", p("duties.decide"), question.options, value: kept("decisions", "option") ?? question.chosen, isRequired: true))\
                \(f.area("reason", p("queue.reason"), value: typed("decisions", "reason"), rows: 2, isRequired: true))\(submitButton(p("duties.decide"), icon: .check, class: "", chrome))
                """)
        }
    }

    private var handover: HTML {
        if acts.colleagues.isEmpty { return .none }
        let f = fields("handover")
        return fold("handover", p("complaint.handOver"), """
            \(f.select("staff", p("complaint.handOverTo"), acts.colleagues, value: typed("handover", "staff"), hint: p("complaint.handOverHint"), isRequired: true))\
            \(f.area("note", p("complaint.stepNote"), value: typed("handover", "note"), rows: 2))\(submitButton(p("complaint.handOver"), icon: .arrowRightLeft, class: "", chrome))
            """)
    }

    private var classification: HTML {
        if acts.severities.isEmpty { return .none }
        let f = fields("classification")
        return fold("classification", p("complaint.classify"), """
            \(f.select("severity", p("reception.severity"), acts.severities, value: kept("classification", "severity") ?? acts.severity, blank: p("reception.open")))\
            \(f.select("category", p("complaint.category"), acts.categories, value: kept("classification", "category") ?? acts.category, blank: p("reception.open")))\
            \(reason("classification"))\(submitButton(p("complaint.classify"), icon: .tag, class: "", chrome))
            """)
    }

    private var candidates: HTML {
        if acts.candidates.isEmpty { return .none }
        return """
            <details class="fold"\(flag: "open", if: model.refused == "merge")><summary>\(p("complaint.alike", ["n": .number(acts.candidates.count)]))</summary>\(each(acts.candidates) { candidate in
                postForm(address("merge"), chrome, """
                    <input type="hidden" name="into" value="\(candidate.id)"><p><a href="\(url: Address.complaint(candidate.id))">\(candidate.title)</a> <span class="t12 faint">\(candidate.about)</span></p>\
                    <input class="input" name="reason" value="\(kept("merge", "into") == candidate.id ? typed("merge", "reason") : "")" aria-label="\(p("queue.reason"))" placeholder="\(p("queue.reason"))" maxlength="200">\(submitButton(p("complaint.merge"), icon: .link, class: "btn-sm", chrome))
                    """)
            })</details>
            """
    }

    private var split: HTML {
        when(acts.maySplit, fold("split", p("complaint.split"), reason("split") + submitButton(p("complaint.split"), icon: .undo, class: "", chrome)))
    }

    private var withdrawal: HTML {
        when(acts.mayWithdraw, fold("withdrawal", p("complaint.withdraw"), reason("withdrawal") + submitButton(p("complaint.withdraw"), icon: .circleX, class: "", chrome)))
    }

    private var note: HTML {
        when(acts.mayNote, fold("notes", p("complaint.note"), """
            \(fields("notes").area("note", p("complaint.noteLabel"), value: typed("notes", "note"), rows: 3, isRequired: true))\(submitButton(p("complaint.noteDo"), class: "", chrome))
            """))
    }

    private var papers: HTML {
        each(acts.papers) { paper in
            #"<p><a href="\#(url: Address.path("complaints", model.id, "forms", paper.value))">\#(p("complaint.print", ["title": .text(paper.title)]))</a></p>"#
        }
    }

    private var code: HTML {
        when(acts.mayGiveCode, postForm(address("access-codes"), chrome, submitButton(p("complaint.giveCode"), icon: .printer, class: "", chrome)))
    }
}
