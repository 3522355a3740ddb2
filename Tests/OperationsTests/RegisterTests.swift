import Domain
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// A register shows what was recorded, under the columns of the regulation, to whoever may report.
@Suite struct RegisterTests {
    let house: WorkHouse
    let registers: Registers

    init() throws {
        house = try WorkHouse()
        registers = Registers(house.premises)
    }

    private func adoption(_ regulation: String) throws -> AdoptionID {
        try #require(try registers.list(house.acting(.quality)).first { $0.regulation == regulation }?.adoption)
    }

    private func ask(_ id: String, _ regulation: String = "R02", day: String? = nil, unit: UnitID? = nil) throws -> RegisterQuestion {
        RegisterQuestion(id: id, adoption: try adoption(regulation), day: day.flatMap { LocalDay(iso: $0) }, unit: unit)
    }

    private func repaired(_ number: String, unit: String = "A", by person: WorkHouse.Person = .nurseA) throws -> RecordID {
        let row = try #require(try house.followUps(of: house.receive(WorkHouse.repair(number, on: "2026-11-20 10:00", unit: unit, household: "H" + number))).first)
        return try #require(try house.record(row.id, by: person, "complete", WorkHouse.contentRepair).records.first)
    }

    private func cells(_ sheet: RegisterSheet, _ line: Int = 0) -> [String: RegisterValue] {
        Dictionary(uniqueKeysWithValues: zip(sheet.columns.map(\.name), sheet.lines[line].cells))
    }

    @Test func aLineSaysWhatTheFormAsksFor() throws {
        let record = try repaired("W1")
        try Reviewing(house.premises).signOff(record, comment: "同意", try house.acting(.headA))
        let sheet = try registers.sheet(ask("followUpRecords"), try house.acting(.quality))
        #expect(sheet.count == 1 && sheet.lines.count == 1 && sheet.next == nil)
        #expect(sheet.lines.first?.source == .record(record))
        guard sheet.lines.count == 1 else { return }
        let line = cells(sheet)
        #expect(line["party"] == .text("测试户") && line["matter"] == .text("W1") && line["content"] == .text("说好了"))
        #expect(line["channel"] == .word(room: "channel", code: "phone"))
        #expect(line["occurredAt"] == .moment(house.now))
        #expect(line["reviewComment"] == .several([.text("同意")]))
        guard case .wording(let satisfaction) = line["satisfaction"] else { return #expect(Bool(false), "an option has its wording") }
        #expect(satisfaction.english == "satisfied")
        #expect(line["handlingOpinion"] == RegisterValue.none)
    }

    @Test func theSheetIsThatOfItsPeriodAndUnits() throws {
        _ = try repaired("W1")
        _ = try repaired("W2", unit: "B", by: .nurseB)
        let quality = try house.acting(.quality)
        #expect(try registers.sheet(ask("followUpRecords"), quality).count == 2)
        #expect(try registers.sheet(ask("followUpRecords", unit: TestPremises.wardA), quality).lines.map { _ in 1 }.count == 1)
        #expect(try registers.sheet(ask("followUpRecords", day: "2026-10-31"), quality).count == 0)
        #expect(try registers.sheet(ask("followUpRecords", day: "2026-11-01"), quality).from == LocalDay(iso: "2026-11-01"))
        #expect(try registers.sheet(ask("userOpinions"), quality).count == 2)
    }

    /// Identities run ahead for a while after a clock was set back; the moment of entry decides on the sheet.
    @Test func aClockThatWasSetBackMovesNoLineToAnotherMonth() throws {
        try house.at("2026-11-30 17:00")
        _ = house.premises.identifiers.next(at: WorkHouse.moment("2026-12-01 02:00"))
        _ = try repaired("W1")
        let quality = try house.acting(.quality)
        #expect(try registers.sheet(ask("followUpRecords", day: "2026-11-30"), quality).lines.count == 1)
        #expect(try registers.sheet(ask("followUpRecords", day: "2026-12-01"), quality).lines.isEmpty)
    }

    @Test func pagesFollowOneAnotherWithoutLossOrDoubling() throws {
        let made = try (1...7).map { try repaired("W\($0)") }
        let question = try ask("followUpRecords")
        var (seen, after): ([RegisterLine.Source], Int64?) = ([], nil)
        repeat {
            let page = try registers.sheet(question, after: after, limit: 3, try house.acting(.quality))
            #expect(page.count == 7)
            (seen, after) = (seen + page.lines.map(\.source), page.next)
        } while after != nil
        #expect(seen == made.map { .record($0) })
    }

    @Test func whatOneMayNotReportOnIsNotFound() throws {
        _ = try repaired("W1")
        let question = try ask("followUpRecords")
        #expect(throws: Refusal.notAllowed(.report)) { try registers.sheet(question, try house.acting(.nurseA)) }
        let head = try house.acting(.headB)
        if head.scope.allows(.report) {
            #expect(try registers.sheet(question, head).lines.isEmpty, "the other ward's")
            #expect(throws: Refusal.notFound) { try registers.sheet(ask("followUpRecords", unit: TestPremises.wardA), head) }
        }
        #expect(throws: Refusal.notFound) { try registers.sheet(ask("nothing"), try house.acting(.quality)) }
        #expect(throws: Refusal.notFound) {
            try registers.sheet(RegisterQuestion(id: "followUpRecords", adoption: AdoptionID(99)), try house.acting(.quality))
        }
    }

    @Test func analysesAndFiguresAreLinesToo() throws {
        _ = try repaired("W1")
        for number in 1...3 { try house.receive(WorkHouse.repair("V\(number)", on: "2026-11-2\(number) 10:00", rework: true)) }
        let figures = try registers.sheet(ask("monthlyUserStatistics"), try house.acting(.quality))
        #expect(figures.lines.count == figures.count)
        let repair = try #require(figures.lines.first { $0.source == .rule("repair") })
        let line = Dictionary(uniqueKeysWithValues: zip(figures.columns.map(\.name), repair.cells))
        #expect(line["eligible"] == .count(4) && line["satisfied"] == .count(1) && line["dissatisfied"] == .count(0))
        let complaint = try house.followUps(of: house.receive(WorkHouse.repair("W9", on: "2026-11-20 10:00", household: "H9"))).first
        _ = try house.record(try #require(complaint).id, by: .nurseA, "complete", WorkHouse.dissatisfiedRepair())
        let duties = try registers.sheet(ask("followUpStatistics"), try house.acting(.quality))
        #expect(duties.count == duties.lines.count)
    }

    @Test func everyRegisterOfEveryRegulationOpens() throws {
        _ = try repaired("W1")
        let quality = try house.acting(.quality)
        let entries = try registers.list(quality)
        #expect(Set(entries.map(\.regulation)) == ["R02", "R22"])
        for entry in entries {
            let sheet = try registers.sheet(RegisterQuestion(id: entry.id, adoption: entry.adoption), quality)
            #expect(sheet.columns.count > 3)
            for line in sheet.lines { #expect(line.cells.count == sheet.columns.count, "\(entry.id)") }
        }
    }

    // MARK: Forms

    @Test func anEmptyFormKnowsWhomItIsFor() throws {
        let row = try #require(try house.followUps(of: house.receive(WorkHouse.repair("W1", on: "2026-11-20 10:00"))).first)
        let forms = PrintedForms(house.premises)
        let sheet = try forms.blank(for: row.id, try house.acting(.nurseA))
        let boxes = Dictionary(uniqueKeysWithValues: sheet.head.map { ($0.name, $0.value) })
        #expect(boxes["party"] == .text("测试户") && boxes["phone"] == .text("199****0002") && boxes["due"] == .limit(row.followUp.window.due))
        #expect(boxes["occurredAt"] == RegisterValue.none, "written by hand")
        #expect(sheet.form.id == "followUpRecord" && !sheet.reviewers.isEmpty)
        #expect(throws: Refusal.notFound) { try forms.blank(for: row.id, try house.acting(.nurseB)) }
        let nobody = try forms.blank("followUpRecord", of: adoption("R02"), try house.acting(.nurseB))
        #expect(nobody.head.allSatisfy { $0.value == .none } && nobody.followUp == nil)
        #expect(throws: Refusal.notFound) { try forms.blank("nothing", of: adoption("R02"), try house.acting(.nurseB)) }
    }
}
