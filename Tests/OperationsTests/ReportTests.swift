import Domain
import Operations
import RegulationEngine
import SQLCore
import Statistics
import Storage
import Testing

/// A report goes its way from hand to hand, and the duty that asks for it goes along.
@Suite struct ReportTests {
    let house: WorkHouse
    let reports: MonthlyReports

    init() throws {
        house = try WorkHouse()
        reports = MonthlyReports(house.premises)
    }

    private func adoption() throws -> AdoptionID {
        try #require(try Registers(house.premises).list(house.acting(.quality)).first { $0.regulation == "R02" }?.adoption)
    }

    private func drafted() throws -> Int64 {
        _ = try house.receive(WorkHouse.repair("W1", on: "2026-11-02 10:00"))
        try house.at("2026-12-02 09:00")
        return try reports.draft(adoption(), rule: "monthlyReport", month: LocalDay(iso: "2026-11-10")!, unit: TestPremises.root, try house.acting(.quality))
    }

    private func state(_ id: Int64) throws -> ReportRows.State { try reports.view(id, try house.acting(.quality)).row.state }

    @Test func fromTheDraftToTheSignature() throws {
        let id = try drafted()
        let (writer, director) = (try house.acting(.quality), try house.acting(.management))
        #expect(throws: Refusal.state(code: "report.draft")) { try reports.approve(id, director) }
        try reports.remark(id, "号码错误较多", writer)
        try reports.handIn(id, writer)
        #expect(throws: Refusal.state(code: "report.handedIn")) { try reports.remark(id, "再写", writer) }
        #expect(throws: Refusal.self) { try reports.giveBack(id, reason: " ", director) }
        try reports.giveBack(id, reason: "请写明原因", director)
        let back = try reports.view(id, writer)
        #expect(back.row.state == .draft && back.row.returnReason == "请写明原因" && back.row.remarks == "号码错误较多")
        try reports.handIn(id, writer)
        try reports.approve(id, comment: "同意", director)
        try reports.freeze(id, director)
        let sent = try reports.view(id, director)
        #expect(sent.row.state == .frozen && sent.row.hash != nil && sent.isCirculated)
        #expect(sent.receipts.map(\.role) == ["director"] && sent.receipts.allSatisfy { $0.receivedAt == nil } && sent.maySign)
        #expect(try house.count("notice", where: "code = 'notice.reportToSign'") == 1)
        #expect(throws: Refusal.state(code: "report.nothingToSign")) { try reports.sign(id, writer) }
        try reports.sign(id, director)
        #expect(try reports.view(id, director).receipts.first?.receivedAt == house.now)
        #expect(throws: Refusal.state(code: "report.nothingToSign")) { try reports.sign(id, director) }
        #expect(throws: Refusal.notFound) { try reports.view(id, try house.acting(.nurseA)) }
    }

    @Test func nobodyApprovesWhatTheyHandedIn() throws {
        let id = try drafted()
        var both = try house.acting(.quality)
        both.scope.units[.approveReport] = both.scope.units[.report]
        try reports.handIn(id, both)
        #expect(throws: Refusal.state(code: "report.own")) { try reports.approve(id, both) }
    }

    @Test func itsFiguresStandAsOfHandingIn() throws {
        let id = try drafted()
        let before = try reports.view(id, try house.acting(.quality)).body.lines.total.eligible
        _ = try house.receive(WorkHouse.repair("W2", on: "2026-11-20 10:00", household: "H2"))
        try house.at("2026-12-02 10:00")
        try reports.handIn(id, try house.acting(.quality))
        let handedIn = try reports.view(id, try house.acting(.quality))
        #expect(handedIn.body.lines.total.eligible == before + 1 && handedIn.row.cutOff == house.now)
        _ = try house.receive(WorkHouse.repair("W3", on: "2026-11-21 10:00", household: "H3"))
        #expect(try reports.view(id, try house.acting(.quality)).body.lines.total.eligible == before + 1)
        try reports.approve(id, try house.acting(.management))
        try reports.freeze(id, try house.acting(.management))
        #expect(try reports.view(id, try house.acting(.quality)).laterFacts > 0)
        let next = try reports.draft(adoption(), rule: "monthlyReport", month: LocalDay(iso: "2026-11-01")!, unit: TestPremises.root, try house.acting(.quality))
        #expect(try reports.view(next, try house.acting(.quality)).row.version == 2)
    }

    @Test func itContainsWhatTheRegulationSays() throws {
        let id = try drafted()
        let body = try reports.view(id, try house.acting(.quality)).body
        #expect(body.blocks == ["counts", "rates", "satisfaction", "dissatisfied", "cases", "comparison", "comments"])
        #expect(body.has(.cases) && !body.has(.opinions) && body.opinions == nil && body.cases != nil)
        #expect(body.before?.from == LocalDay(iso: "2026-10-01") && body.before?.to == LocalDay(iso: "2026-10-31"))
        #expect(throws: Refusal.notFound) {
            try reports.draft(adoption(), rule: "plan", month: house.now.day, unit: TestPremises.root, try house.acting(.quality))
        }
    }

    @Test func whoIsLateIsToldOnceAndSoIsWhoeverIsAbove() throws {
        _ = try drafted()
        let due = try #require(try house.database.read { try $0.first("SELECT MAX(due_at) FROM duty WHERE rule = 'monthlyReport'") { Instant(milliseconds: $0.int(0)) } })
        house.clock.set(due.adding(hours: -47))
        try house.tick()
        try house.tick()
        #expect(try house.count("notice", where: "code = 'notice.dutySoon'") > 0)
        let soon = try house.count("notice", where: "code = 'notice.dutySoon'")
        house.clock.set(due.adding(hours: 1))
        try house.tick()
        let (late, above) = (try house.count("notice", where: "code = 'notice.dutyLate'"), try house.count("notice", where: "code = 'notice.dutyEscalated'"))
        #expect(late > 0 && above > 0)
        try house.tick()
        #expect(try house.count("notice", where: "code = 'notice.dutyLate'") == late)
        #expect(try house.count("notice", where: "code = 'notice.dutyEscalated'") == above)
        #expect(try house.count("notice", where: "code = 'notice.dutySoon'") == soon)
    }

    /// A regulation that came into force in the course of a year owes the year's report all the same; a period may be named by its first day.
    @Test func thePeriodInWhichTheRegulationBeganIsReported() throws {
        let house = try AdoptingHouse()
        let adopted = try house.inForce("R05", from: "2026-09-01")
        let (reports, writer) = (MonthlyReports(house.test.premises), try house.acting(.quality))
        let draft = { (rule: String, day: String) in
            try reports.draft(adopted.adoption, rule: rule, month: LocalDay(iso: day)!, unit: TestPremises.root, writer)
        }
        let row = try reports.view(draft("yearlyReport", "2026-01-01"), writer).row
        #expect(row.from.iso == "2026-01-01" && row.to.iso == "2026-12-31")
        #expect(throws: Refusal.notFound) { try draft("monthlySummary", "2026-08-01") }
        #expect(throws: Refusal.notFound) { try draft("yearlyReport", "2025-01-01") }
    }
}

extension Instant {
    fileprivate var day: LocalDay { CivilZone.shanghai.day(of: self) }
}
