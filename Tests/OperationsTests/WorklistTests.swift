import Domain
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// 我的回访: every row once, in the order of urgency, to whom it belongs and to nobody else.
@Suite struct WorklistTests {
    let house: WorkHouse
    let worklist: Worklist

    init() throws {
        house = try WorkHouse()
        worklist = Worklist(house.premises)
    }

    /// Follow-ups as an organisation might have them after some weeks, in both wards, with every mixture of states and moments.
    private func scatter(_ count: Int, seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let template = try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z0", on: "2026-11-22 15:00"))).first)
        let people: [StaffID?] = [nil, .init(101), .init(102), .init(103)]
        let states: [FollowUp.State] = [.planned, .accepted, .planned, .done]
        let hour: Int64 = 3_600_000
        var rows: [FollowUpRow] = []
        for number in 1...count {
            var row = template
            let opens = Instant(milliseconds: house.now.milliseconds + Int64(random.below(240)) * hour - 150 * hour)
            let due = Instant(milliseconds: opens.milliseconds + Int64(random.below(72)) * hour)
            let f = template.followUp
            let unit = random.below(2) == 0 ? TestPremises.wardA : TestPremises.wardB
            row.followUp = FollowUp(
                id: FollowUpID(Int64(number) + 1000), adoption: f.adoption, edition: f.edition, rule: f.rule, event: EventID(Int64(number)),
                occurrence: 1,
                party: f.party, matter: nil, unit: unit, window: Window(opens: opens, due: due), state: states[random.below(4)], role: f.role,
                assignee: people[random.below(4)])
            row.dueDay = CivilZone.shanghai.limitDay(of: due)
            row.ranking = random.below(3)
            row.waitUntil = random.below(5) == 0 ? Instant(milliseconds: house.now.milliseconds + hour * Int64(random.below(6)) - 2 * hour) : nil
            rows.append(row)
        }
        let inserted = try house.database.write { [rows] session in
            try rows.filter { try FollowUpRows.insert($0, of: TestPremises.organisation, in: session) }.count
        }
        #expect(inserted == count)
        try house.expectCountersAgree()
    }

    private func all() throws -> [FollowUpRow] {
        try (1000...2000).compactMap { id in
            try house.database.read { try FollowUpRows.row(FollowUpID(Int64(id)), of: TestPremises.organisation, in: $0) }
        }
    }

    @Test(arguments: [7, 50, 200]) func pagesCoverEveryRowOnceInOrder(_ size: Int) throws {
        try scatter(300, seed: 3)
        let context = try house.acting(.headA)
        for of in QueueRequest.Of.allCases {
            var (seen, key): ([QueueRows.Key], QueueRows.Key?) = ([], nil)
            repeat {
                let page = try worklist.page(QueueRequest(of: of, after: key, limit: size), context)
                seen += page.items.map { QueueRows.Key($0.row) }
                key = page.next
            } while key != nil
            #expect(seen == seen.sorted() && Set(seen).count == seen.count)
            let expected = try all().filter {
                $0.id.rawValue > 1000 && belongs($0, of, context) && isWaiting($0) == false && $0.followUp.window.opens <= house.now
            }
            #expect(seen.filter { $0.id.rawValue <= 2000 } == expected.map { QueueRows.Key($0) }.sorted())
        }
    }

    private func belongs(_ row: FollowUpRow, _ of: QueueRequest.Of, _ context: Context) -> Bool {
        guard row.followUp.state.isOpen else { return false }
        return switch of {
        case .mine: row.followUp.assignee == context.actor.staff
        case .unit: row.followUp.unit == TestPremises.wardA
        case .unassigned: row.followUp.unit == TestPremises.wardA && row.followUp.assignee == nil
        }
    }

    private func isWaiting(_ row: FollowUpRow) -> Bool { row.waitUntil.map { $0 > house.now } ?? false }

    /// What the clock implies is defined once: the tiles of the queue (SQL) and `Timeliness` (Swift) agree on every row.
    @Test(arguments: [UInt64(1), 2, 5]) func timelinessInSwiftEqualsTheTilesInSQL(_ seed: UInt64) throws {
        try scatter(250, seed: seed)
        for moment in ["2026-11-25 00:00", "2026-11-25 10:00", "2026-11-25 23:59", "2026-11-26 00:00"] {
            house.clock.set(WorkHouse.moment(moment))
            let context = try house.acting(.headA)
            let rows = try all().filter { belongs($0, .unit, context) && !isWaiting($0) }
            let timed = Dictionary(grouping: rows) { Timeliness.of($0.followUp.window, at: house.now, endOfToday: context.endOfToday) }.mapValues {
                Set($0.map(\.id))
            }
            #expect(try ids(.overdue, context) == timed[.overdue] ?? [])
            #expect(try ids(.dueToday, context) == timed[.dueToday] ?? [])
            #expect(try ids(.upcoming, context) == timed[.upcoming] ?? [])
            let open = try ids(.all, context)
            #expect(open == rows.reduce(into: Set()) { if $1.followUp.window.opens <= house.now { $0.insert($1.id) } })
        }
    }

    private func ids(_ tile: QueueRequest.Tile, _ context: Context) throws -> Set<FollowUpID> {
        var (ids, key): (Set<FollowUpID>, QueueRows.Key?) = ([], nil)
        repeat {
            let page = try worklist.page(QueueRequest(of: .unit, tile: tile, after: key, limit: 200), context)
            ids.formUnion(page.items.map(\.row.id).filter { $0.rawValue > 1000 && $0.rawValue <= 2000 })
            key = page.next
        } while key != nil
        return ids
    }

    @Test func tilesCountWhatTheyShowUpToTheCeiling() throws {
        try scatter(300, seed: 9)
        let context = try house.acting(.headA)
        let page = try worklist.page(QueueRequest(of: .unit), context)
        for tile in QueueRequest.Tile.allCases where tile != .agreed {
            var (count, key): (Int, QueueRows.Key?) = (0, nil)
            repeat {
                let one = try worklist.page(QueueRequest(of: .unit, tile: tile, after: key, limit: 200), context)
                (count, key) = (count + one.items.count, one.next)
            } while key != nil
            #expect(page.counts[tile] == count, "\(tile)")
        }
    }

    // MARK: Claims

    @Test func aClaimIsSeenByOthersAndExpires() throws {
        let call = try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))).first)
        try worklist.claim(call.id, try house.acting(.nurseA))
        #expect(try worklist.page(QueueRequest(of: .unit), house.acting(.headA)).items.first?.heldBy == "甲nurseA")
        #expect(try worklist.page(QueueRequest(of: .unit), house.acting(.nurseA)).items.first?.heldBy == nil)
        #expect(
            refusal { try worklist.claim(call.id, try house.acting(.headA)) }
                == .conflict(code: "followUp.held", by: "甲nurseA", since: house.now))
        try worklist.claim(call.id, try house.acting(.nurseA))
        house.clock.set(WorkHouse.moment("2026-11-25 10:14"))
        #expect(refusal { try worklist.claim(call.id, try house.acting(.headA)) }?.codes == ["followUp.held"])
        house.clock.set(WorkHouse.moment("2026-11-25 10:15"))
        try worklist.claim(call.id, try house.acting(.headA))
        #expect(try worklist.page(QueueRequest(of: .unit), house.acting(.nurseA)).items.first?.heldBy == "甲headA")
        try worklist.release(call.id, try house.acting(.headA))
        #expect(try house.row(call.id).claimedBy == nil)
        try house.expectCountersAgree()
    }

    @Test func handingOverPostponingAndTakingOnKeepTheReason() throws {
        let call = try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))).first)
        #expect(
            refusal { try worklist.reassign([call.id], to: WorkHouse.Person.headA.staff, reason: " ", try house.acting(.headA)) }?.codes == [
                "reason.required"
            ])
        #expect(
            refusal { try worklist.reassign([call.id], to: StaffID(999), reason: "x", try house.acting(.headA)) }?.codes == ["reassign.unknownStaff"])
        try worklist.reassign([call.id], to: WorkHouse.Person.headA.staff, reason: "调班", try house.acting(.headA))
        #expect(refusal { try worklist.reassign([call.id], to: nil, reason: "x", try house.acting(.nurseA)) }?.codes == ["lead"])
        #expect(
            refusal { try worklist.postpone([call.id], until: house.now, reason: "x", try house.acting(.headA)) }?.codes == ["postpone.inThePast"])
        try worklist.postpone([call.id], until: WorkHouse.moment("2026-11-25 18:00"), reason: "检查中", try house.acting(.headA))
        #expect(try worklist.page(QueueRequest(of: .mine), house.acting(.headA)).waiting == 1)
        try worklist.accept(call.id, try house.acting(.headA))
        let row = try house.row(call.id)
        #expect(
            row.followUp.state == .accepted && row.followUp.assignee == WorkHouse.Person.headA.staff && row.followUp.window == call.followUp.window)
        #expect(try house.count("journal", where: "why = '调班'") == 1)
        try house.expectCountersAgree()
    }

    // MARK: Scope

    @Test func whatIsNotYoursIsNotFound() throws {
        let call = try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z1", on: "2026-11-22 15:00"))).first)
        try house.record(call.id, "noAnswer")
        let recording = Recording(house.premises)
        for person in [WorkHouse.Person.nurseB, .headB, .stranger] {
            let context = try house.acting(person)
            for of in QueueRequest.Of.allCases {
                let page = try worklist.page(QueueRequest(of: of), context)
                #expect(page.items.isEmpty && page.counts.values.allSatisfy { $0 == 0 } && page.waiting == 0)
            }
            #expect(refusal { try worklist.claim(call.id, context) } == .notFound)
            #expect(refusal { try worklist.accept(call.id, context) } == .notFound)
            #expect(refusal { try worklist.reassign([call.id], to: nil, reason: "x", context) } == .notFound)
            #expect(refusal { try worklist.postpone([call.id], until: WorkHouse.moment("2026-11-26 10:00"), reason: "x", context) } == .notFound)
            #expect(refusal { _ = try recording.console(call.id, context) } == .notFound)
            #expect(refusal { try recording.saveDraft("{}", for: call.id, context) } == .notFound)
            #expect(refusal { try house.record(call.id, by: person, "noAnswer", channel: .homeVisit) } == .notFound)
            #expect(refusal { _ = try worklist.page(QueueRequest(of: .unit, unit: TestPremises.wardA), context) } == .notFound)
        }
        #expect(try worklist.page(QueueRequest(of: .unit), house.acting(.headA)).waiting == 1)
    }

    @Test func casesAndDutiesOfAnotherUnitAreNotFoundEither() throws {
        let repair = try #require(try house.followUps(of: house.receive(WorkHouse.repair("W1", on: "2026-11-20 10:00"))).first)
        var answers = WorkHouse.dissatisfiedRepair("unresolved")
        answers["rectifier"] = .code("S101")
        try house.record(repair.id, "complete", answers, nextDate: "2026-11-30", explanation: "等配件")
        let (cases, duties) = (Cases(house.premises), Duties(house.premises))
        let file = try #require(try cases.page(.received, house.acting(.headA)).items.first).row.file.id
        let duty = try #require(try duties.page(isOpen: true, house.acting(.headA)).items.first).row.duty.id
        for person in [WorkHouse.Person.nurseB, .headB, .stranger] {
            let context = try house.acting(person)
            #expect(try cases.page(.received, context).items.isEmpty)
            #expect(try duties.page(isOpen: true, context).items.isEmpty)
            #expect(refusal { _ = try cases.view(file, context) } == .notFound)
            #expect(refusal { try cases.close(file, .init(conclusion: "x", proven: nil), context) } == .notFound)
            #expect(refusal { _ = try duties.view(duty, context) } == .notFound)
            #expect(refusal { try duties.handIn(duty, findings: "x", context) } == .notFound)
        }
    }
}

/// Steele, Lea and Flood's SplitMix64: the same seed, the same rows.
private struct SplitMix {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ z >> 31) % UInt64(bound))
    }
}
