import Domain
import Foundation
import Interop
import Operations
import RegulationEngine
import SQLCore
import SQLiteDriver
import Storage
import Testing

/// A house at work: the hospital of `TestPremises` with R22 and R02 in force since January 2026, their roles mapped to its posts.
/// Each has a database of its own; `close` compares the counters with a recount.
struct WorkHouse: Sendable {
    typealias Person = TestPremises.Person

    let test: TestPremises
    let clock: Clock

    var premises: Premises { test.premises }
    var database: any Database { test.database }
    var now: Instant { clock.now }

    /// Moves only forward, and only when told.
    final class Clock: @unchecked Sendable {
        private let lock = NSLock()
        private var moment: Instant
        init(_ moment: Instant) { self.moment = moment }
        var now: Instant { lock.withLock { moment } }
        func set(_ later: Instant) { lock.withLock { moment = later } }
    }

    init(calendar: WorkingCalendar? = nil, wrapping: (any Database) -> any Database = { $0 }) throws {
        let template = try Self.template.get()
        guard let original = template.database as? SQLiteDatabase else { throw Refusal.notFound }
        let database = wrapping(try SQLiteDatabase.inMemory(cloneOf: original))
        var premises = template.premises
        (premises.database, premises.shelf) = (database, Self.shelf(premises.library))
        // Identities carry their moment: a house whose clock runs ahead must not lend it to the others.
        premises.identifiers = IdentifierSequence(node: 1)
        if let calendar { premises.calendar = calendar }
        test = TestPremises(premises: premises, database: database)
        clock = Clock(TestPremises.now)
    }

    // MARK: Time

    static func moment(_ text: String) -> Instant { CivilZone.shanghai.instant(iso: text)! }

    /// Sets the clock to a local time and does what the engine does by itself then.
    func at(_ text: String) throws {
        clock.set(Self.moment(text))
        try tick()
    }

    @discardableResult
    func tick() throws -> Tick.Report {
        try Tick(premises).run(try engine())
    }

    func engine() throws -> Context {
        let units = Set(try database.read { try DirectoryRows.units(of: TestPremises.organisation, in: $0) }.map(\.id))
        let scope = Scope(units: Dictionary(uniqueKeysWithValues: Right.allCases.map { ($0, units) }))
        return Context(now: now, organisation: TestPremises.organisation, actor: .engine, scope: scope)
    }

    func acting(_ person: Person) throws -> Context { try test.context(person, at: now) }

    // MARK: Facts

    @discardableResult
    func receive(_ fact: IncomingEvent, message: String? = nil) throws -> Receipt {
        let delivery = Delivery(sender: "test", message: message ?? UUID().uuidString)
        return try Intake(premises).receive(fact, from: .source, as: delivery, try acting(.admin))
    }

    static func discharge(
        _ number: String, on day: String, unit: String = "A", patient: String = "P1", disposition: String? = nil, name: String = "测试甲"
    ) -> IncomingEvent {
        var attributes: [String: AttributeValue] = ["admission": .text(number)]
        if let disposition { attributes["disposition"] = .text(disposition) }
        return IncomingEvent(
            kind: "patientDischarged", occurredAt: moment(day), unitCode: unit,
            party: PartyDraft(name: name, number: patient, kind: .person, phones: [PhoneDraft(number: "19900000001", relation: "self")]),
            matterNumber: number, naturalKey: .declared(number + "/1"), attributes: attributes)
    }

    static func repair(_ number: String, on day: String, unit: String = "A", household: String = "H1", trade: String = "water", rework: Bool = false)
        -> IncomingEvent
    {
        IncomingEvent(
            kind: "repairCompleted", occurredAt: moment(day), unitCode: unit,
            party: PartyDraft(name: "测试户", number: household, kind: .household, phones: [PhoneDraft(number: "19900000002", relation: "self")]),
            matterNumber: number, naturalKey: .declared(number),
            attributes: ["order": .text(number), "trade": .text(trade), "rework": .flag(rework)])
    }

    static func complaint(closed number: String, on day: String, severity: String = "general", category: String = "noise", household: String = "H1")
        -> IncomingEvent
    {
        IncomingEvent(
            kind: "caseClosed", occurredAt: moment(day), unitCode: "A",
            party: PartyDraft(name: "测试户", number: household, kind: .household, phones: [PhoneDraft(number: "19900000002", relation: "self")]),
            matterNumber: number, naturalKey: .declared(number + "/1"),
            attributes: ["case": .text(number), "class": .text("complaint"), "severity": .text(severity), "category": .text(category)])
    }

    static func withdrawal(of kind: String, _ key: String, on day: String) -> IncomingEvent {
        IncomingEvent(
            kind: "eventWithdrawn", occurredAt: moment(day), unitCode: "", naturalKey: .declared(NaturalKey.join([kind, key])),
            attributes: ["kind": .text(kind), "event": .text(key)])
    }

    static func death(of patient: String, on day: String) -> IncomingEvent {
        IncomingEvent(
            kind: "subjectChanged", occurredAt: moment(day), unitCode: "", party: PartyDraft(name: "测试甲", number: patient, kind: .person),
            naturalKey: .columns(patient + day), attributes: ["status": .text("deceased")])
    }

    // MARK: Looking

    func followUps(of receipt: Receipt) throws -> [FollowUpRow] {
        switch receipt {
        case .new(let id), .corrected(let id): try followUps(of: id)
        case .same, .rejected: []
        }
    }

    func followUps(of event: EventID) throws -> [FollowUpRow] {
        try database.read { try FollowUpRows.rows(of: event, TestPremises.organisation, in: $0) }
    }

    func row(_ id: FollowUpID) throws -> FollowUpRow {
        try database.read { try FollowUpRows.row(id, of: TestPremises.organisation, in: $0) } ?? { throw Refusal.notFound }()
    }

    func eligible(of event: EventID) throws -> [Eligible] {
        try database.read { try EligibleRows.rows(of: event, TestPremises.organisation, in: $0).map(\.eligible) }
    }

    func events(_ kind: String, causedBy event: EventID) throws -> [Event] {
        try database.read { try EventRows.causedEvents(by: event, of: TestPremises.organisation, in: $0) }.filter { $0.kind == kind }
    }

    func count(_ table: String, where condition: String = "1 = 1") throws -> Int {
        try database.read { try $0.first(SQL(text: "SELECT COUNT(*) FROM \(table) WHERE \(condition)")) { Int($0.int(0)) } } ?? 0
    }

    /// Every counter equals a recount.
    func expectCountersAgree(_ location: SourceLocation = #_sourceLocation) throws {
        for organisation in [TestPremises.organisation, TestPremises.other] {
            let differences = try database.read {
                try CountRows.differences(of: organisation, in: $0) + CohortCountRows.differences(of: organisation, in: $0)
                    + AnswerCountRows.differences(of: organisation, in: $0)
            }
            #expect(differences == [], sourceLocation: location)
        }
        try expectFiguresAgree(location)
    }

    /// What the counters say of now is what the rows say.
    private func expectFiguresAgree(_ location: SourceLocation) throws {
        let o = TestPremises.organisation
        try database.read { session in
            let units = try DirectoryRows.units(of: o, in: session).map(\.id)
            for active in try premises.shelf.active(of: o, on: CivilZone.shanghai.day(of: now), in: session) {
                var cohort = CohortRows.Cohort(
                    adoption: active.adoption, from: LocalDay(iso: "2020-01-01")!, to: LocalDay(iso: "2030-12-31")!, units: units, cutOff: now, isPresent: true)
                let fields = Set(active.edition.regulation.forms.flatMap(\.fields).map(\.id)).sorted()
                let counted = (try CohortRows.cells(cohort, of: o, in: session), try CohortRows.open(cohort, zone: .shanghai, of: o, in: session))
                let answers = try CohortRows.answers(cohort, fields: fields, of: o, in: session)
                cohort.isPresent = false
                let rows = (try CohortRows.cells(cohort, of: o, in: session), try CohortRows.open(cohort, zone: .shanghai, of: o, in: session))
                #expect(counted.0 == rows.0.filter { $0.rated > 0 || $0.counts.values.contains { $0 > 0 } }, sourceLocation: location)
                #expect(counted.1.elementsEqual(rows.1, by: ==), sourceLocation: location)
                #expect(try CohortRows.answers(cohort, fields: fields, of: o, in: session).elementsEqual(answers, by: ==), sourceLocation: location)
            }
        }
    }

    // MARK: Work

    static let contentPhone: [String: Answer] = [
        "identity": .code("correct"), "recovery": .code("good"), "expectation": .code("reached"), "treatment": .code("satisfied"),
        "attitude": .code("satisfied"), "skill": .code("satisfied"), "environment": .code("satisfied"), "satisfaction": .code("satisfied"),
        "problem": .code("none"), "nextStep": .code("noVisit"),
    ]

    static let contentRepair: [String: Answer] = [
        "content": .text("说好了"), "quality": .code("satisfied"), "effect": .code("satisfied"), "satisfaction": .code("satisfied"),
    ]

    static func dissatisfiedRepair(_ resolution: String = "settled") -> [String: Answer] {
        [
            "content": .text("谈了"), "quality": .code("dissatisfied"), "effect": .code("dissatisfied"), "satisfaction": .code("dissatisfied"),
            "shortcomings": .text("又漏了"), "handlingOpinion": .text("再修"), "resolution": .code(resolution),
        ]
    }

    @discardableResult
    func record(
        _ id: FollowUpID, by person: Person = .nurseA, _ result: String = "complete", _ answers: [String: Answer] = [:],
        channel: ContactChannel = .phone,
        at occurred: String? = nil, callBackAt: String? = nil, appointmentAt: String? = nil, nextDate: String? = nil, explanation: String? = nil,
        reason: String? = nil, also: [ContactInput.Entry] = [], key: String = UUID().uuidString
    ) throws -> ContactOutcome {
        let entry = ContactInput.Entry(
            followUp: id, answers: answers, nextDate: nextDate.flatMap { LocalDay(iso: $0) }, explanation: explanation)
        let input = ContactInput(
            channel: channel, result: result, occurredAt: occurred.map(Self.moment), callBackAt: callBackAt.map(Self.moment),
            appointmentAt: appointmentAt.map(Self.moment), overrideReason: reason, entries: [entry] + also, requestKey: key)
        return try Recording(premises).record(input, try acting(person))
    }

    // MARK: The template

    /// The day's schedule of 2026 as the project ships it.
    static let schedule2026 = Result {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("Share/calendars/cn-statutory.csv"), encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }.filter { $0[0].hasPrefix("2026") }
        let days = rows.map { (LocalDay(iso: $0[0])!, WorkingCalendar.Entry(isWorkday: $0[1] == "makeup-workday", name: String($0[2]))) }
        return WorkingCalendar(revision: "cn-2026", loadedYears: [2026], statutory: Dictionary(uniqueKeysWithValues: days))
    }

    private static let template = Result { () throws -> TestPremises in
        let house = try AdoptingHouse()
        var premises = house.test.premises
        premises.calendar = try schedule2026.get()
        let r22 = try house.inForce("R22", from: "2026-01-01")
        let r02 = try house.inForce("R02", from: "2026-01-01", required: ["otherServicesTarget": "80%"])
        let context = try house.acting(.quality)
        let roles22 = ["followUpStaff": "nurse", "followUpSupervisor": "headNurse", "departmentHead": "headNurse"]
        for (role, post) in roles22 { try house.adopting.map(context, role: role, to: post, in: r22.adoption) }
        let roles02 = [
            "customerServiceStaff": "nurse", "headOfCustomerService": "headNurse", "propertyAssistant": "nurse", "managementOfficeLeader": "director",
            "companyLeader": "director",
        ]
        for (role, post) in roles02 { try house.adopting.map(context, role: role, to: post, in: r02.adoption) }
        return TestPremises(premises: premises, database: house.test.database)
    }

    /// Reading a document costs more than a whole test: each text is read once.
    private static func shelf(_ library: RegulationLibrary) -> EditionShelf {
        EditionShelf { text, source throws(Refusal) in
            if let known = read.lock.withLock({ read.regulations[text] }) { return known }
            let regulation = try library.open(text, source: source).regulation
            read.lock.withLock { read.regulations[text] = regulation }
            return regulation
        }
    }

    private final class Read: @unchecked Sendable {
        let lock = NSLock()
        var regulations: [String: Regulation] = [:]
    }

    private static let read = Read()
}
