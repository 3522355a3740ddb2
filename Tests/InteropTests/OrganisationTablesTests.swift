import Domain
import Interop
import Testing

@Suite("Tables of the organisation") struct OrganisationTablesTests {
    private static let words = OrganisationWords(Sample.file("Share/import/organisation.csv")) { _ in }
    private let tables = OrganisationTables(words: words, cellWords: Sample.words, name: "o.csv")

    private func source(_ text: String) -> () -> [UInt8]? { Chunks(Array(text.utf8), of: 50).source() }

    @Test("the file of words is sound") func wordsAreSound() {
        var findings: [Finding] = []
        _ = OrganisationWords(Sample.file("Share/import/organisation.csv")) { findings.append($0) }
        #expect(findings == [])
        _ = OrganisationWords(Array("use,code,word\nnothing,a,b\n".utf8)) { findings.append($0) }
        #expect(findings.map(\.code) == ["words.unknownUse"])
    }

    @Test("units") func units() throws {
        var findings: [Finding] = []
        let units = try tables.units(source("科室代码;科室名称;类型;上级\nH;演示医院;医院;\nH1;内科;科室;H\nH2;外科;楼;H\n;儿科;科室;H\n")) { findings.append($0) }
        #expect(units.map(\.code) == ["H", "H1"])
        #expect(units.map(\.kind) == [.organisation, .department])
        #expect(units.map(\.parent) == [nil, "H"])
        #expect(units.last?.place == Place(source: "o.csv", line: 3))
        #expect(findings.map { "\($0.place.line ?? 0):\($0.place.column ?? 0) \($0.code)" } == ["4:3 row.codeUnknown", "5:1 row.required"])
    }

    @Test("a person with several posts has a row for each") func staff() throws {
        var findings: [Finding] = []
        let text = "工号,姓名,单位,岗位,任职开始,登录名,权限,在职\nN1,演示甲,H1,followUpStaff,2026-1-1,n1,工作人员,是\nN1,演示甲,H2,head,,,,\nN2,演示乙,,,,,,否\nN3,演示丙,H1,,,,special,\nN1,演示丁,,,,,,\n"
        let staff = try tables.staff(source(text)) { findings.append($0) }
        #expect(staff.map(\.code) == ["N1", "N2"])
        #expect(staff[0].posts.map(\.unit) == ["H1", "H2"])
        #expect(staff[0].posts[0].from == LocalDay(iso: "2026-01-01"))
        #expect(staff[0].signIn == "n1" && staff[0].preset == "staff" && staff[0].isActive)
        #expect(!staff[1].isActive && staff[1].posts.isEmpty && staff[1].signIn == nil)
        #expect(findings.map { "\($0.place.line ?? 0) \($0.code)" } == ["5 row.required", "6 staff.otherName"])
    }

    @Test("absences and own days") func daysOff() throws {
        var findings: [Finding] = []
        let absences = try tables.absences(source("工号,请假开始,请假结束,代班人\nN1,2026-11-20,2026-11-22,N2\nN1,2026-11-31,2026-12-01,\n")) { findings.append($0) }
        #expect(absences.map(\.standIn) == ["N2"])
        let own = try tables.ownDays(source("日期,上班,说明\n2026-11-21,是,演示\n2026-11-22,也许,\n2026-11-23,,\n")) { findings.append($0) }
        #expect(own.map(\.isWorkday) == [true])
        #expect(findings.map(\.code) == ["row.dateImpossible", "row.flagUnreadable", "row.required"])
    }

    @Test("a missing column ends the reading, an unknown one does not") func columns() throws {
        var findings: [Finding] = []
        #expect(try tables.organisations(source("组织代码,名称\nx,y\n")) { findings.append($0) } == [])
        #expect(findings.map(\.code) == ["table.missingColumn"])
        findings = []
        #expect(try tables.organisations(source("组织代码,名称,行业,备注\nx,y,医院,z\n")) { findings.append($0) }.map(\.sector) == ["hospital"])
        #expect(findings.map(\.severity) == [.note])
    }
}
