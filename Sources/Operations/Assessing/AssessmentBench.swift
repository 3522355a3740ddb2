import Domain
import RegulationEngine
import SQLCore
import Storage

/// One assessment opened for work: who may do what now, and who is told of it.
struct AssessmentBench {
    /// Who is told, under which notice.
    enum Audience {
        case assessed(String)
        case decider(String)
        case hearer(String)
    }

    let premises: Premises
    let context: Context
    let session: any SQLReading
    let desk: AssessmentDesk
    let directory: StaffDirectory

    init(_ id: DutyID, premises: Premises, context: Context, session: any SQLReading) throws {
        guard let duty = try DutyRows.duty(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        let active = try premises.shelf.edition(duty.edition, of: context.organisation, in: session)
        guard let desk = try AssessmentDesk(duty, active, premises: premises, context: context, session: session) else { throw Refusal.notFound }
        (self.premises, self.context, self.session, self.desk) = (premises, context, session, desk)
        directory = try premises.directory(of: context.organisation, in: session)
    }

    private var row: AssessmentRows.Row { desk.row }
    private var rule: AssessmentRule { desk.rule }

    /// Posts of the organisation that have a part in it: who decides, who is told, who hears.
    var roles: [String] { [decider, told, hearer].compactMap(\.self) }
    private var decider: String? { desk.duty.deciderRole }
    private var told: String? { row.staff == nil ? rule.tell.map(desk.active.postRole) : nil }
    private var hearer: String? { rule.heardBy.map(desk.active.postRole) }

    // MARK: Who may do what

    func acts() throws -> Set<Assessing.Act> { Set(Assessing.Act.allCases.filter { refusal(of: $0) == nil }) }

    func require(_ act: Assessing.Act) throws { if let refusal = refusal(of: act) { throw refusal } }

    /// What keeps the actor from an act now; nil where nothing does.
    func refusal(of act: Assessing.Act) -> Refusal? {
        switch act {
        case .tell: unless(row.state == .open && rule.isTold) ?? unless(decides, .lead)
        case .accept, .object: unless(row.state == .told) ?? unless(isAssessed, .work) ?? tooLate
        case .hear: unless(row.state == .objected) ?? unless(holds(hearer), .lead) ?? second
        case .decide: unless(decides, .lead) ?? decidable
        case .correct: unless(row.state == .decided) ?? unless(decides || holds(hearer), .lead)
        }
    }

    private func unless(_ isSo: Bool) -> Refusal? { isSo ? nil : .state(code: "assessment." + row.state.rawValue) }
    private func unless(_ isSo: Bool, _ right: Right) -> Refusal? { isSo ? nil : .notAllowed(right) }

    /// Nobody decides on their own.
    private var decides: Bool { holds(decider) && row.staff != context.actor.staff }
    private var isAssessed: Bool { row.staff.map { $0 == context.actor.staff } ?? holds(told) }
    private func holds(_ role: String?) -> Bool { role.map { PostHolding.holds($0, near: row.unit, directory, context) } ?? false }

    private var tooLate: Refusal? { row.objectBy.map { context.now > $0 } == true ? .state(code: "assessment.tooLate") : nil }

    /// Whoever told and whoever objected do not hear it, nor the person it is about.
    private var second: Refusal? {
        let taken = [row.told?.by, row.objection?.by, row.staff]
        return taken.contains(context.actor.staff) ? .state(code: "assessment.needsSecondPerson") : nil
    }

    /// It is decided when it was told and the time to object is over, or accepted, or the objection was heard.
    private var decidable: Refusal? {
        switch row.state {
        case .open: rule.isTold ? .state(code: "assessment.notTold") : nil
        case .told: tooLate == nil ? .state(code: "assessment.mayStillObject") : nil
        case .accepted, .heard: nil
        case .objected: .state(code: "assessment.objected")
        case .decided: .state(code: "assessment.decided")
        }
    }

    /// Last moment of the time to object.
    func objectBy() throws -> Instant {
        guard let within = rule.objectWithin else { return context.now }
        let deadlines = Deadlines(calendar: try premises.calendar(of: context.organisation, in: session), zone: context.zone)
        let period = try Figures(desk.active.edition).period(within, rule: rule.id)
        let time = desk.active.edition.regulation.time
        return deadlines.deadline(from: context.now, period, LimitReading(lastDay: time.lastDay, closeOfBusiness: time.closeOfBusiness)).at
    }

    // MARK: What is shown

    func item() throws -> Assessing.Item {
        let view = try desk.view()
        let regulation = desk.active.edition.regulation
        return Assessing.Item(
            row: row, regulation: regulation.id, regulationTitle: regulation.title, title: rule.title, unitName: directory.units[row.unit]?.name ?? "",
            staffName: row.staff.flatMap { directory.staff[$0]?.name }, figure: view.figure, isFrozen: view.isFrozen, lines: view.lines, due: desk.duty.duty.due)
    }

    func view() throws -> Assessing.View {
        let people = [row.told?.by, row.objection?.by, row.hearing?.by, row.decided?.by].compactMap(\.self)
        let noted = try AssessmentCorrectionRows.rows(of: row.id, context.organisation, in: session)
        return Assessing.View(
            item: try item(), assessment: try desk.view(), rule: rule, evidence: try desk.evidence(), clauses: desk.duty.clauses,
            names: Dictionary(people.map { ($0, directory.staff[$0]?.name ?? "") }, uniquingKeysWith: { a, _ in a }),
            corrections: noted.map { AssessmentView.Correction(text: $0.text, by: directory.staff[$0.by]?.name ?? "", at: $0.at) }, acts: try acts(),
            waitsFor: waitsFor)
    }

    private var waitsFor: String? {
        switch row.state {
        case .open, .accepted, .heard: decider
        case .told: told
        case .objected: hearer
        case .decided: nil
        }
    }

    // MARK: What is written

    /// - Returns: the figure that it was decided on.
    func decide(_ option: String, reason: String, in session: any SQLWriting) throws -> String? {
        try require(.decide)
        guard AssessmentRule.options.contains(option) else {
            throw Refusal.invalid([Finding(.error, "decision.unknownOption", at: Place(path: "option"), ["option": option])])
        }
        guard row.isUpheld != true || option != "asProposed" else { throw Refusal.state(code: "assessment.upheld") }
        var decided = row.figure == nil ? try desk.frozen() : row
        (decided.state, decided.decision) = (.decided, option)
        decided.decided = AssessmentRows.Step(by: context.actor.staff, at: context.now, words: reason)
        guard try AssessmentRows.update(decided, from: row.state, of: context.organisation, in: session) else {
            throw Refusal.conflict(code: "duty.moved", by: nil, since: nil)
        }
        if let before = try AssessmentRows.previous(to: row, of: context.organisation, in: session) {
            try AssessmentCorrectionRows.settle(of: before.id, in: row.id, of: context.organisation, session)
        }
        try notify(.assessed("assessmentDecided"), in: session)
        return decided.figure
    }

    func journal(_ act: String, why: String?, in session: any SQLWriting) throws {
        try Journal.append(
            act, context, unit: row.unit, adoption: row.adoption, other: row.id.rawValue, why: why, clause: desk.duty.clauses.first,
            payload: ["rule": row.rule, "from": row.from.iso], premises: premises, in: session)
    }

    /// - Parameter source: tells apart what is told several times.
    func notify(_ audience: Audience, source: String = "", in session: any SQLWriting) throws {
        let (code, role, staff): (String, String?, StaffID?) =
            switch audience {
            case .assessed(let code): (code, told, row.staff)
            case .decider(let code): (code, decider, nil)
            case .hearer(let code): (code, hearer, nil)
            }
        guard role != nil || staff != nil else { return }
        let notice = NoticeRows.Row(
            id: premises.identifiers.next(at: context.now), unit: row.unit, role: role ?? "", staff: staff, code: "notice." + code,
            arguments: ["assessment": row.id.description, "period": row.from.iso], createdAt: context.now)
        try NoticeRows.insert(notice, sourceKey: "\(code):\(row.id)/\(source)", of: context.organisation, in: session)
    }
}
