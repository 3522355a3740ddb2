import Domain
import Interop
import Operations
import SQLCore
import Storage
import Testing

/// Cases of a hospital: who may do what, and clocks that act once whatever happens to the program.
@Suite struct CaseHandlingTests {
    private static let pack = SourceFile(
        path: "X21/regulation.yaml",
        text: """
            regulation: X21
            version: 1
            title: {en: Desk}
            sector: hospital
            time: {workingHours: ["08:30-12:00", "14:00-17:30"]}
            roles: {desk: {en: Desk, ours: true}}
            cases:
              complaint:
                title: {en: Complaint}
                opens: complaintReceived
                firstReceiver: true
                assign: desk
                clocks:
                  reply: {title: {en: Reply}, stop: replied, budget: 24 hours, before: {remind: desk, at: 4 hours}, atDeadline: [{inform: desk}, {inform: desk, after: 1 hour}], ours: true}
                ours: true
            """)

    private struct Desk {
        let house: AdoptingHouse
        let database: any Database

        init() throws {
            house = try AdoptingHouse(RegulationLibrary.load(from: AdoptingHouse.files() + [CaseHandlingTests.pack]).library)
            database = house.test.database
            try house.inForce("X21", from: "2026-01-01")
        }

        func acting(_ person: TestPremises.Person, hoursLater: Int64 = 0) throws -> Context { try house.acting(person, minutesLater: hoursLater * 60) }

        func engine(hoursLater: Int64) throws -> Context {
            var context = try acting(.admin, hoursLater: hoursLater)
            context.actor = .engine
            return context
        }

        func receive(_ number: String, unit: UnitID = TestPremises.wardA, by person: TestPremises.Person = .nurseA) throws -> CaseFileID {
            var report = CaseReception.Report(unit: unit, kind: "complaint", way: .phone, text: "noise " + number, reporter: .nobody)
            report.category = "noise"
            return try CaseReception(house.test.premises).receive(report, key: number, try acting(person))
        }

        func row(_ id: CaseFileID) throws -> CaseFileRows.Row {
            try database.read { try CaseFileRows.file(id, of: TestPremises.organisation, in: $0) } ?? { throw Refusal.notFound }()
        }

        func acts(_ id: CaseFileID) throws -> [ClockActRows.Row] { try database.read { try ClockActRows.acts(of: id, TestPremises.organisation, in: $0) } }

        func count(_ table: String) throws -> Int { try database.read { try $0.first(SQL(text: "SELECT COUNT(*) FROM \(table)")) { Int($0.int(0)) } } ?? 0 }

        var handling: CaseHandling { CaseHandling(house.test.premises) }
        var cases: Cases { Cases(house.test.premises) }
    }

    @Test("whoever receives it answers for it; other wards and other houses do not know of it") func scope() throws {
        let desk = try Desk()
        let id = try desk.receive("1")
        #expect(try desk.row(id).owner == TestPremises.Person.nurseA.staff)
        for person in [TestPremises.Person.nurseB, .stranger] {
            let context = try desk.acting(person)
            #expect(refusal { _ = try desk.cases.view(id, context) } == .notFound)
            #expect(refusal { try desk.handling.take("replied", on: id, context) } == .notFound)
            #expect(refusal { try desk.cases.close(id, .init(conclusion: "x"), context) } == .notFound)
            #expect(refusal { try desk.handling.withdraw(id, reason: "x", context) } == .notFound)
            #expect(refusal { _ = try desk.handling.candidates(for: id, context) } == .notFound)
            #expect(refusal { _ = try CaseAccess(desk.house.test.premises).issue(for: id, context) } == .notFound)
        }
    }

    @Test("a department that was asked sees the case and acts on its sheet only") func sheets() throws {
        let desk = try Desk()
        let id = try desk.receive("1")
        try desk.handling.pass(id, to: [TestPremises.wardB], task: "look at the pump", try desk.acting(.nurseA))
        let b = try desk.acting(.nurseB, hoursLater: 1)
        #expect(try desk.cases.view(id, b).item.row.file.id == id)
        #expect(refusal { try desk.handling.take("replied", on: id, b) } == .notAllowed(.work))
        let sheet = try #require(try desk.database.read { try CaseSheetRows.sheets(of: id, TestPremises.organisation, in: $0) }.first)
        #expect(refusal { try desk.handling.acceptSheet(sheet.id, try desk.acting(.nurseA)) } == .notFound)
        try desk.handling.acceptSheet(sheet.id, b)
        #expect(try desk.row(id).owner == TestPremises.Person.nurseB.staff)
        #expect(refusal { try desk.handling.acceptSheet(sheet.id, try desk.acting(.headB)) }?.codes == ["sheet.changed"])
        #expect(refusal { try desk.handling.answer(sheet.id, text: " ", b) }?.codes == ["note.required"])
        try desk.handling.answer(sheet.id, text: "pump replaced", b)
        let signed = try #require(try desk.database.read { try CaseSheetRows.sheet(sheet.id, of: TestPremises.organisation, in: $0) })
        #expect(signed.state == .answered && signed.signedBy == TestPremises.Person.nurseB.staff)
    }

    @Test("steps that cannot be are refused, and nothing is written") func refused() throws {
        let desk = try Desk()
        let id = try desk.receive("1")
        let (context, steps) = (try desk.acting(.nurseA), try desk.count("case_step"))
        let future = context.now.adding(hours: 1)
        let tries: [(String, Instant?, String?, String)] = [
            ("closed", nil, nil, "case.stepUnknown"), ("passedOn", nil, nil, "case.stepUnknown"), ("flown", nil, nil, "case.stepUnknown"),
            ("replied", future, nil, "occurredAt.future"), ("replied", context.now.adding(hours: -1), nil, "case.beforeBegin"), ("awaitingMaterial", nil, " ", "note.required"),
        ]
        for (step, at, note, code) in tries {
            #expect(refusal { try desk.handling.take(step, on: id, at: at, note: note, context) }?.codes == [code], "\(step)")
        }
        #expect(try desk.count("case_step") == steps)
    }

    @Test("the same report sent twice is one case") func once() throws {
        let desk = try Desk()
        #expect(try desk.receive("1") == desk.receive("1"))
        #expect(try desk.count("case_file") == 1)
    }

    @Test("reports that are much alike, or of the same person, are suggested; others' never") func candidates() throws {
        let desk = try Desk()
        let first = try desk.receive("alike 1")
        let second = try desk.receive("alike 2")
        _ = try desk.receive("alike 3", unit: TestPremises.wardB, by: .nurseB)
        let found = try desk.handling.candidates(for: second, try desk.acting(.nurseA))
        #expect(found.map(\.row.file.id) == [first] && found[0].likeness >= 40)
    }

    @Test("stopped anywhere, the clocks go on where they were: each act once, in due order", arguments: [0, 3, 4, 5]) func interrupted(writes: Int) throws {
        let desk = try Desk()
        let ids = try (0..<450).map { try desk.receive(String($0)) }
        var premises = desk.house.test.premises
        premises.database = InterruptedDatabase(desk.database, after: writes)
        #expect(throws: InterruptedDatabase.Interruption.self) { _ = try Tick(premises).run(try desk.engine(hoursLater: 30)) }
        _ = try Tick(desk.house.test.premises).run(try desk.engine(hoursLater: 31))
        _ = try Tick(desk.house.test.premises).run(try desk.engine(hoursLater: 40))
        _ = try Tick(desk.house.test.premises).run(try desk.engine(hoursLater: 41))
        for id in ids {
            let acts = try desk.acts(id)
            #expect(acts.map(\.act) == ["before.0", "atDeadline.0", "atDeadline.1"])
            #expect(acts.map(\.dueAt) == acts.map(\.dueAt).sorted())
        }
        #expect(try desk.count("notice WHERE code LIKE 'notice.clock%'") == 450 * 3)
    }

    @Test("missed for two days, it is done once with due and done times, and the next counts from there") func missed() throws {
        let desk = try Desk()
        let id = try desk.receive("1")
        let began = try desk.row(id).file.openedAt
        _ = try Tick(desk.house.test.premises).run(try desk.engine(hoursLater: 72))
        let acts = try desk.acts(id)
        #expect(acts.map(\.act) == ["before.0", "atDeadline.0"])
        #expect(acts.map(\.dueAt) == [began.adding(hours: 20), began.adding(hours: 24)])
        #expect(acts.allSatisfy { $0.doneAt == TestPremises.now.adding(hours: 72) })
        _ = try Tick(desk.house.test.premises).run(try desk.engine(hoursLater: 73))
        #expect(try desk.acts(id).last?.dueAt == TestPremises.now.adding(hours: 73))
    }

    @Test("a step told by another system moves the clocks as well") func toldElsewhere() throws {
        let desk = try Desk()
        let id = try desk.receive("1")
        let number = try desk.row(id).file.number
        let at = TestPremises.now.adding(hours: 2)
        let fact = IncomingEvent(
            kind: "caseAdvanced", occurredAt: at, unitCode: "A", matterNumber: number, naturalKey: .declared(NaturalKey.join([number, "replied", "1"])),
            attributes: ["case": .text(number), "to": .text("replied"), "nth": .number(1)])
        _ = try Intake(desk.house.test.premises).receive(fact, from: .source, as: Delivery(sender: "t", message: "1"), try desk.acting(.admin, hoursLater: 3))
        let clocks = try desk.database.read { try CaseClockRows.clocks(of: id, TestPremises.organisation, in: $0) }
        #expect(clocks.map(\.state) == [.stopped] && clocks[0].since == at && !clocks[0].isLate)
    }
}
