import Domain
import SQLCore
import SQLiteDriver
import Storage
import Testing

/// No query that people or imports wait for reads a growing table from end to end, or all that an organisation has in one.
@Suite struct QueryPlanTests {
    typealias Query = @Sendable (any SQLWriting) throws -> Void

    static let o = OrganisationID(1)
    static let now = Instant(milliseconds: 1_764_036_000_000)
    static let day = LocalDay(number: 20_400)
    static let unit = UnitID(1)
    /// A long list changes what looks cheap to the engine.
    static let many = (1...200).map { UnitID($0) }

    private static let template = Result {
        let database = try SQLiteDatabase.inMemory()
        try Migrator(Schema.migrations).run(on: database)
        return database
    }

    private func plan(_ query: Query) throws -> (greedy: [String], sorting: [String], steps: Int) {
        let database = try SQLiteDatabase.inMemory(cloneOf: Self.template.get())
        defer { database.close() }
        return try database.write { session in
            let explaining = Explaining(session)
            try query(explaining)
            return (explaining.greedy, explaining.sorting, explaining.steps.count)
        }
    }

    /// The watcher is not blind: these are what it must see.
    @Test func aGreedyQueryIsSeen() throws {
        #expect(try plan { _ = try $0.query("SELECT id FROM event WHERE attributes = \("x")") { $0.int(0) } }.greedy.count == 1)
        #expect(try plan { _ = try $0.query("SELECT id FROM event WHERE organisation = \(Self.o) AND recorded_at > \(5)") { $0.int(0) } }.greedy.count == 1)
        #expect(try plan { try $0.execute("DELETE FROM notice WHERE seen_at IS NOT NULL") }.greedy.count == 1)
        #expect(try plan { _ = try $0.query("SELECT id FROM event WHERE organisation = \(Self.o) AND kind = \("k") ORDER BY recorded_at") { $0.int(0) } }.sorting.count == 1)
    }

    @Test(arguments: QueryPlanTests.lookUps.keys.sorted())
    func lookUpsUseTheirIndex(name: String) throws {
        let plan = try plan(Self.lookUps[name]!)
        #expect(plan.greedy == [])
        #expect(plan.steps > 0)
    }

    /// Each record's answers are looked up by the record, not among everybody's answers to the question.
    @Test func answersOfACohortAreFoundByTheirRecord() throws {
        let database = try SQLiteDatabase.inMemory(cloneOf: Self.template.get())
        defer { database.close() }
        let steps = try database.write { session in
            let explaining = Explaining(session)
            _ = try CohortRows.answers(Self.cohort, fields: ["a", "b"], of: Self.o, in: explaining)
            return explaining.steps
        }
        // Looked for among the steps, not only found: with statistics of one table alone a plain join went the other way round.
        #expect(steps.contains { $0.hasPrefix("SEARCH answer ") && $0.contains("record=?") && $0.hasSuffix("LEFT-JOIN") })
    }

    /// Exempt rows and a matter's number come out of the index of their own, not out of all that a cohort or an organisation has.
    @Test func fewAreFoundAmongMany() throws {
        let database = try SQLiteDatabase.inMemory(cloneOf: Self.template.get())
        defer { database.close() }
        let steps = try database.write { session in
            let explaining = Explaining(session)
            _ = try CohortRows.exempt(Self.cohort, of: Self.o, in: explaining)
            _ = try EventRows.parties(matterNumber: "1", of: Self.o, limit: 9, in: explaining)
            return explaining.steps
        }
        #expect(steps.contains { $0.contains("eligible_exempt") } && steps.contains { $0.contains("matter_number (organisation=? AND number=?)") })
        #expect(!steps.contains { $0.contains("eligible_cohort") || $0.contains("matter_party") })
    }

    /// A page of what is overdue, or of what opens later, begins at its limit and passes over the rest.
    @Test(arguments: [QueueRows.Filter(openedBy: now, dueUntil: now), QueueRows.Filter(dueAfter: now)])
    func limitsAreRangesOfTheQueue(filter: QueueRows.Filter) throws {
        let database = try SQLiteDatabase.inMemory(cloneOf: Self.template.get())
        defer { database.close() }
        let steps = try database.write { session in
            let explaining = Explaining(session)
            _ = try QueueRows.page([.unit(Self.unit)], filter, after: nil, limit: 50, of: Self.o, in: explaining)
            return explaining.steps.filter { $0.contains("follow_up_unit") }
        }
        #expect(steps.count > 0)
        for step in steps { #expect(step.contains("ranking=? AND due_at")) }
    }

    /// What waits is few, and is counted without passing by all that a person or a unit has.
    @Test(arguments: [QueueRows.Of.person(StaffID(1)), .unit(unit)])
    func whatWaitsIsFoundAmongMany(of: QueueRows.Of) throws {
        let database = try SQLiteDatabase.inMemory(cloneOf: Self.template.get())
        defer { database.close() }
        let steps = try database.write { session in
            let explaining = Explaining(session)
            var filter = QueueRows.Filter(openedBy: Self.now)
            filter.waitingAfter = Self.now
            _ = try QueueRows.bounded([of], filter, ceiling: 1000, of: Self.o, in: explaining)
            return explaining.steps.filter { $0.contains("follow_up_waiting") }
        }
        #expect(steps.count == 1)
        for step in steps { #expect(step.contains("wait_until>")) }
    }

    /// The first row of a page comes out of the index.
    @Test(arguments: QueryPlanTests.pages.keys.sorted())
    func pagesComeInOrderFromTheIndex(name: String) throws {
        let plan = try plan(Self.pages[name]!)
        #expect(plan.greedy == [])
        #expect(plan.sorting == [])
        #expect(plan.steps > 0)
    }

    @Test(arguments: QueryPlanTests.firstRows.keys.sorted())
    func firstRowsComeWithoutSorting(name: String) throws {
        let plan = try plan(Self.firstRows[name]!)
        #expect(plan.sorting == [])
        #expect(plan.greedy.filter { !$0.hasSuffix("(organisation=?)") } == [])
    }

    static let pages: [String: Query] = [
        "queue of a person": { _ = try QueueRows.page([.person(StaffID(1))], .init(openedBy: now, notWaitingAt: now), after: key, limit: 50, of: o, in: $0) },
        "queue of a unit": { _ = try QueueRows.page([.unit(unit)], .init(openedBy: now, notWaitingAt: now), after: key, limit: 50, of: o, in: $0) },
        "queue of the pool": { _ = try QueueRows.page([.pool(unit)], .init(), after: key, limit: 50, of: o, in: $0) },
        "queue of a person, filtered": {
            _ = try QueueRows.page([.person(StaffID(1))], .init(adoption: AdoptionID(1), rule: "r", dueUntil: now), after: key, limit: 50, of: o, in: $0)
        },
        "plans of a unit": { _ = try VisitPlanRows.page(unit: unit, before: 9, limit: 9, of: o, in: $0) },
        "lines of a plan": { _ = try VisitPlanLineRows.page(of: 1, after: 1, limit: 200, o, in: $0) },
        "parties kept by a unit": { _ = try KeptRows.page(unit: unit, kind: .household, after: PartyID(1), limit: 200, of: o, in: $0) },
        "agreed calls": { _ = try QueueRows.agreed(person: StaffID(1), until: now, limit: 9, of: o, in: $0) },
        "frames that close": { _ = try DrawRows.closing(until: now, limit: 9, of: o, in: $0) },
        "frames of a unit": { _ = try DrawRows.page(unit: unit, before: 9, limit: 9, of: o, in: $0) },
        "windows that open": { _ = try FollowUpRows.opening(until: now, limit: 200, of: o, in: $0) },
        "follow-ups of a party": { _ = try FollowUpRows.rows(party: PartyID(1), limit: 9, of: o, in: $0) },
        "records that await review": { _ = try RecordRows.page(unit: unit, review: .awaiting, beyond: RecordID(1), limit: 9, of: o, in: $0) },
        "records signed off": { _ = try RecordRows.page(unit: unit, review: .signedOff, beyond: RecordID(1), limit: 9, of: o, in: $0) },
        "assessments of a unit": { _ = try AssessmentRows.page(unit: unit, before: DutyID(9), limit: 9, of: o, in: $0) },
        "assessments of a person": { _ = try AssessmentRows.page(staff: StaffID(1), before: nil, limit: 9, of: o, in: $0) },
        "open duties of a unit": { _ = try DutyRows.page(unit: unit, isOpen: true, beyond: DutyID(1), limit: 9, of: o, in: $0) },
        "closed duties of a unit": { _ = try DutyRows.page(unit: unit, isOpen: false, beyond: nil, limit: 9, of: o, in: $0) },
        "open cases of a unit": { _ = try CaseFileRows.page(unit: unit, stage: .received, beyond: nil, limit: 9, of: o, in: $0) },
        "journal": { _ = try JournalPages.page(.init(), before: 9, floor: 0, limit: 9, lookingAt: 99, of: o, in: $0) },
        "journal of a follow-up": { _ = try JournalPages.history(of: .followUp(FollowUpID(1)), units: [unit], before: nil, limit: 9, in: o, $0) },
        "journal of an event": { _ = try JournalPages.history(of: .event(EventID(1)), units: [unit], before: nil, limit: 9, in: o, $0) },
        "journal of a party": { _ = try JournalPages.history(of: .party(PartyID(1)), units: [unit], before: nil, limit: 9, in: o, $0) },
        "notices of a person": { _ = try NoticeRows.page(.person(StaffID(1)), onlyUnseen: false, before: 9, limit: 9, in: o, $0) },
        "notices of a person that wait": { _ = try NoticeRows.page(.person(StaffID(1)), onlyUnseen: true, before: nil, limit: 9, in: o, $0) },
        "notices of a role": { _ = try NoticeRows.page(.role("r", unit), onlyUnseen: false, before: 9, limit: 9, in: o, $0) },
        "notices of a role that wait": { _ = try NoticeRows.page(.role("r", unit), onlyUnseen: true, before: 9, limit: 9, in: o, $0) },
        "messages that are due": { _ = try WebhookMessageRows.due(webhook: 1, until: now, limit: 9, of: o, in: $0) },
        "messages of a webhook": { _ = try WebhookMessageRows.page(webhook: 1, before: 9, limit: 9, of: o, in: $0) },
        "tokens": { _ = try TokenRows.recent(before: 9, limit: 9, of: o, in: $0) },
        "parties of a unit": { _ = try PartyRows.page(units: [unit], after: PartyID(1), limit: 9, of: o, in: $0) },
        "parties by parts of a name": { _ = try PartyGramRows.parties(with: [1, 2, 3], in: unit, before: PartyID(9), limit: 9, of: o, session: $0) },
        "acts of a person": { _ = try BulkRows.page(of: StaffID(1), before: 9, limit: 9, o, in: $0) },
        "imports": { _ = try ImportRows.recent(before: 9, limit: 9, of: o, in: $0) },
        "findings of an import": { _ = try ImportRows.findings(of: 1, after: 0, limit: 9, o, in: $0) },
        "newest follow-ups of a rule": {
            _ = try ClauseRows.newest(adoption: AdoptionID(1), rule: "r", units: [unit, UnitID(2)], since: day, limit: 5, of: o, in: $0)
        },
        "register of records": { _ = try RegisterRows.records(sheet, editions: [EditionID(1)], forms: ["f"], after: 5, limit: 9, of: o, in: $0) },
        "register of follow-ups": { _ = try RegisterRows.followUps(sheet, adoption: AdoptionID(1), after: 5, limit: 9, of: o, in: $0) },
        "register of duties": { _ = try RegisterRows.duties(sheet, adoption: AdoptionID(1), after: 5, limit: 9, of: o, in: $0) },
        "register of cases": { _ = try RegisterRows.cases(sheet, classes: ["complaint"], after: 5, limit: 9, of: o, in: $0) },
        "count of a register": { session in
            _ = try RegisterRows.countRecords(sheet, editions: [EditionID(1)], forms: [], of: o, in: session)
            _ = try RegisterRows.countFollowUps(sheet, adoption: AdoptionID(1), of: o, in: session)
            _ = try RegisterRows.countDuties(sheet, adoption: AdoptionID(1), of: o, in: session)
            _ = try RegisterRows.countCases(sheet, classes: ["complaint"], of: o, in: session)
        },
        "first act on a follow-up": { _ = try RegisterRows.moment(of: "a", followUp: FollowUpID(1), o, in: $0) },
        "events of a party": { _ = try EventRows.events(kind: "k", party: PartyID(1), since: now, until: now, of: o, in: $0) },
    ]

    /// One organisation's rows in order, of which only the first ones are read, or which are few at any time.
    static let firstRows: [String: Query] = [
        "editions that catch up": { _ = try CatchUpRows.next(of: o, in: $0) },
        "acts that run": { _ = try BulkRows.running(of: o, limit: 9, in: $0) },
        "head of the chain": { _ = try ChainRows.head(of: o, in: $0) },
        "sealing": { _ = try ChainRows.seal(atMost: 9, of: o, at: now, in: $0) },
        "journal": { _ = try JournalPages.page(.init(), before: nil, floor: 0, limit: 9, lookingAt: 99, of: o, in: $0) },
    ]

    static let sheet = RegisterRows.Range(units: many, from: now, until: now, ids: 1..<99)
    static let key = QueueRows.Key(ranking: 1, due: now, id: FollowUpID(1))
}
