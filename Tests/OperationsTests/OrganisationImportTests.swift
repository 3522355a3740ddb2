import Domain
import Foundation
import Interop
import Operations
import SQLCore
import Storage
import Testing

@Suite struct OrganisationImportTests {
    let test: TestPremises
    let door: OrganisationImport

    init() throws {
        test = try TestPremises.make()
        door = OrganisationImport(test.premises)
    }

    private func found() throws -> Context {
        let id = try door.found(code: "new-clinic", name: "示例口腔", sector: "dental", at: test.now)
        return try Authentication(test.premises).engine(of: id, at: test.now)
    }

    private static let units = [
        UnitDraft(place: Place(line: 2), code: "W1", name: "一诊室", kind: .department, parent: "TOP"),
        UnitDraft(place: Place(line: 3), code: "TOP", name: "口腔诊所", kind: .organisation, parent: nil),
    ]
    private static let staff = [
        StaffDraft(place: Place(line: 2), code: "D1", name: "丁医生", posts: [.init(unit: "W1", role: "dentist")], signIn: "Ding", preset: "staff"),
        StaffDraft(
            place: Place(line: 3), code: "Q1", name: "质控甲", posts: [.init(unit: "W1", role: "qualityOffice", from: LocalDay(iso: "2026-09-01"))], signIn: "zhikong",
            preset: "quality"),
        StaffDraft(place: Place(line: 4), code: "X1", name: "前台乙"),
    ]

    @Test func anOrganisationIsFoundedOnce() throws {
        let first = try found()
        #expect(try found().organisation == first.organisation)
        #expect(try test.database.read { try DirectoryRows.organisations(in: $0).count } == 3)
    }

    @Test func tablesMakeAnOrganisationThatPeopleSignInTo() throws {
        let context = try found()
        let report = try door.save(.init(units: Self.units, staff: Self.staff), passwords: .given("plain demonstration"), context)
        #expect(report.findings == [])
        #expect((report.units.new, report.staff.new, report.posts.new, report.accounts.map(\.signIn)) == (2, 3, 2, ["ding", "zhikong"]))

        let admission = try SignIn(test.premises).signIn(name: "ding", password: "plain demonstration", at: test.now)
        #expect(!admission.mustChange)
        let visitor = try #require(try Authentication(test.premises).visitor(token: admission.token, at: test.now))
        #expect(visitor.context.organisation == context.organisation)
        let units = try test.database.read { try DirectoryRows.units(of: context.organisation, in: $0) }
        let (top, ward) = (try #require(units.first { $0.code == "TOP" }), try #require(units.first { $0.code == "W1" }))
        #expect(ward.parent == top.id)
        #expect(visitor.context.scope.units == [.work: [ward.id]])

        let quality = try SignIn(test.premises).signIn(name: "zhikong", password: "plain demonstration", at: test.now)
        let scope = try #require(try Authentication(test.premises).visitor(token: quality.token, at: test.now)).context.scope
        #expect(Set(scope.units.keys) == RightPreset.quality.rights && scope.visible == [top.id, ward.id])
    }

    @Test func theSameTablesAgainChangeNothing() throws {
        let context = try found()
        let lines = OrganisationLines(
            units: Self.units, staff: Self.staff,
            absences: [.init(staff: "D1", from: LocalDay(iso: "2026-12-01")!, to: LocalDay(iso: "2026-12-05")!, standIn: "Q1")],
            ownDays: [.init(day: LocalDay(iso: "2026-12-24")!, isWorkday: false, name: "院庆")])
        _ = try door.save(lines, context)
        func counts() throws -> [Int64] {
            try ["journal", "post", "account", "account_right", "absence", "own_day"].map { table in
                try test.database.read { try $0.first(SQL(text: "SELECT COUNT(*) FROM \(table)")) { $0.int(0) } } ?? -1
            }
        }
        let before = try counts()
        let later = Authentication(test.premises)
        let again = try door.save(lines, later.engine(of: context.organisation, at: test.now.adding(hours: 48)))
        #expect(try counts() == before)
        #expect((again.units.same, again.staff.same, again.posts.same, again.absences.same, again.ownDays.same) == (2, 3, 2, 1, 1))
        #expect(again.accounts == [] && again.findings == [])
    }

    @Test func changesAreCountedAndJournalled() throws {
        let context = try found()
        _ = try door.save(.init(units: Self.units, staff: Self.staff), context)
        var (units, staff) = (Self.units, Self.staff)
        units[0].name = "二诊室"
        staff[1].posts[0].to = LocalDay(iso: "2026-12-31")
        staff[2].isActive = false
        let report = try door.save(.init(units: units, staff: staff), context)
        #expect((report.units.changed, report.staff.changed, report.posts.changed, report.posts.new) == (1, 1, 1, 0))
        let posts = try test.database.read { try DirectoryRows.posts(of: context.organisation, in: $0) }
        #expect(posts.map(\.to) == [nil, LocalDay(iso: "2026-12-31")])
    }

    @Test func aBadLineIsAFindingAndTheOthersGoIn() throws {
        let context = try found()
        let units = Self.units + [
            UnitDraft(place: Place(line: 4), code: "LOST", name: "无上级", kind: .department, parent: "NOWHERE"),
            UnitDraft(place: Place(line: 5), code: "UNDER", name: "其下", kind: .department, parent: "LOST"),
            UnitDraft(place: Place(line: 6), code: "C1", name: "环一", kind: .department, parent: "C2"),
            UnitDraft(place: Place(line: 7), code: "C2", name: "环二", kind: .department, parent: "C1"),
            UnitDraft(place: Place(line: 8), code: "W1", name: "重复", kind: .department, parent: "TOP"),
        ]
        let staff = Self.staff + [
            StaffDraft(place: Place(line: 5), code: "E1", name: "戊", posts: [.init(unit: "LOST", role: "nurse")]),
            StaffDraft(place: Place(line: 6), code: "E2", name: "己", signIn: "ji.account", preset: "emperor"),
            StaffDraft(place: Place(line: 7), code: "E3", name: "庚", signIn: "nursea", preset: "staff"),
            StaffDraft(place: Place(line: 8), code: "D1", name: "重复"),
            StaffDraft(place: Place(line: 9), code: "", name: "无号"),
        ]
        let absences = [
            AbsenceDraft(place: Place(line: 2), staff: "NO", from: LocalDay(iso: "2026-12-01")!, to: LocalDay(iso: "2026-12-02")!),
            AbsenceDraft(place: Place(line: 3), staff: "D1", from: LocalDay(iso: "2026-12-03")!, to: LocalDay(iso: "2026-12-02")!),
            AbsenceDraft(place: Place(line: 4), staff: "D1", from: LocalDay(iso: "2026-12-03")!, to: LocalDay(iso: "2026-12-04")!, standIn: "D1"),
        ]
        let report = try door.save(.init(units: units, staff: staff, absences: absences), context)
        let findings = report.findings.map { "\($0.place.line ?? 0) \($0.code)" }
        #expect(findings == [
            "8 organisation.codeTwice", "4 organisation.unknownParent", "5 organisation.unitsInCircle", "6 organisation.unitsInCircle",
            "7 organisation.unitsInCircle", "8 organisation.codeTwice", "9 organisation.codeMissing", "5 organisation.unknownUnit",
            "6 organisation.unknownPreset", "7 account.signInTaken", "2 organisation.unknownStaff", "3 organisation.endsBeforeItBegins",
            "4 organisation.standsInForOneself",
        ])
        #expect((report.units.new, report.staff.new, report.accounts.count, report.absences.new) == (2, 6, 2, 0))
    }

    @Test func aTableCannotHangAUnitBelowItself() throws {
        let context = try found()
        _ = try door.save(.init(units: Self.units), context)
        let turned = UnitDraft(code: "TOP", name: "口腔诊所", kind: .organisation, parent: "W1")
        #expect(try door.save(.init(units: [turned]), context).findings.map(\.code) == ["organisation.unitsInCircle"])
    }

    /// What an administrator took away does not come back with the next table; neither does an old password.
    @Test func anExistingAccountKeepsPasswordAndRights() throws {
        let context = try found()
        let report = try door.save(.init(units: Self.units, staff: Self.staff), context)
        let first = try #require(report.accounts.first)
        let account = try #require(try test.database.read { try AccountRows.account(signIn: "ding", in: $0) })
        let unit = try #require(try test.database.read { try RightRows.grants(of: account.id, context.organisation, in: $0) }.first).unit
        try AccountAdministration(test.premises).revoke(.work, in: unit, from: account.id, found())
        var staff = Self.staff
        staff[0].signIn = "renamed"
        let again = try door.save(.init(units: Self.units, staff: staff), passwords: .given("something else here"), context)
        #expect(again.findings.map(\.code) == ["organisation.signInStays"])
        #expect(try test.database.read { try RightRows.grants(of: account.id, context.organisation, in: $0) } == [])
        #expect(try SignIn(test.premises).signIn(name: "ding", password: first.password, at: test.now).mustChange)
    }

    @Test func onlyWhoAdministersTheWholeImportsIt() throws {
        for person in [TestPremises.Person.quality, .headA] {
            #expect(throws: Refusal.notAllowed(.administer)) { try door.save(.init(units: Self.units), test.context(person)) }
        }
        #expect(try door.save(.init(units: Self.units), test.context(.admin)).units.new == 2)
        #expect(try test.database.read { try DirectoryRows.units(of: TestPremises.other, in: $0).count } == 1)
    }
}

/// The tables of the demonstration, read and saved as everybody's are.
@Suite struct OrganisationFileTests {
    private static let share = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Share")

    private static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: share.appendingPathComponent(name))) }

    private static func source(_ name: String) throws -> OrganisationTables.Source {
        var rest: [UInt8]? = try bytes(name)
        return {
            defer { rest = nil }
            return rest
        }
    }

    @Test func theDemonstrationIsAnOrganisationToWorkIn() throws {
        let test = try TestPremises.make()
        var findings: [Finding] = []
        let words = OrganisationWords(try Self.bytes("import/organisation.csv")) { findings.append($0) }
        let cellWords = ImportWords(try Self.bytes("import/words.csv")) { findings.append($0) }
        let tables = OrganisationTables(words: words, cellWords: cellWords)
        let door = OrganisationImport(test.premises)
        let founded = try door.found(Self.source("demo/organisations.csv"), tables, at: test.now)
        #expect(founded.organisations.count == 2)
        findings += founded.findings
        for (organisation, name) in zip(founded.organisations, ["hospital", "property"]) {
            for table in [OrganisationImport.Table.units, .staff] {
                let context = try Authentication(test.premises).engine(of: organisation, at: test.now)
                let report = try door.save(table, Self.source("demo/\(name).\(table.rawValue).csv"), tables, passwords: .given("plain demonstration"), context)
                findings += report.findings
            }
        }
        #expect(findings == [])
        let admission = try SignIn(test.premises).signIn(name: "head01", password: "plain demonstration", at: test.now)
        let scope = try #require(try Authentication(test.premises).visitor(token: admission.token, at: test.now)).context.scope
        #expect(Set(scope.units.keys) == RightPreset.head.rights)
        #expect(scope.visible.count == 3)
    }
}
