import Domain
import RegulationEngine
import Testing

@testable import Interop

/// The demonstration goes through the ordinary door, with the registry and the words that are shipped.
@Suite("The demonstration") struct DemoFilesTests {
    private static let asOf = LocalDay(iso: "2026-11-25")!
    private static let words: DemoWords = {
        let files = DemoWords.fileNames.map { ($0, Sample.file("Share/demo/" + $0)) }
        return DemoWords(Dictionary(uniqueKeysWithValues: files)) { Issue.record("\($0)") }
    }()
    private static let files = DemoFiles.make(words, asOf: asOf, seed: 20_261_125)
    private static let registry = EventRegistryDocument.read(
        yaml: String(decoding: Sample.file("Regulations/common/events.yaml"), as: UTF8.self), source: "events.yaml").value!

    private static func events(_ content: String) -> [IncomingEvent] {
        var events: [IncomingEvent] = []
        for file in files where file.content == content {
            _ = try? EventTable(registry: registry, words: Sample.words, name: file.name).read(
                content, source: Chunks(file.bytes, of: 65_536).source(), onEvent: { events.append($0) }, onFinding: { Issue.record("\($0)") })
        }
        return events
    }

    @Test("same day, seed and words: same bytes; another seed: others") func deterministic() {
        let again = DemoFiles.make(Self.words, asOf: Self.asOf, seed: 20_261_125)
        #expect(again.map(\.bytes) == Self.files.map(\.bytes))
        let other = DemoFiles.make(Self.words, asOf: Self.asOf, seed: 7)
        #expect(other.map(\.name) == Self.files.map(\.name))
        #expect(other.map(\.bytes) != Self.files.map(\.bytes))
    }

    @Test("a file that was written is known again by its name") func namesTellWhatIsInside() {
        for file in Self.files {
            let again = DemoFile(name: file.name, bytes: file.bytes)
            #expect(again?.organisation == file.organisation && again?.content == file.content)
        }
        #expect(["users.tsv", "password", "notes.csv", "a.b.1-units.csv"].allSatisfy { DemoFile(name: $0, bytes: []) == nil })
    }

    @Test("the generator's first numbers (SplitMix64 reference, seed 1234567)") func generator() {
        // 6457827717110365317 and 3203168211198807973 are the reference's first two.
        var random = DemoRandom(seed: 1_234_567)
        #expect(random.below(1_000_000_007) == Int(6_457_827_717_110_365_317 % UInt64(1_000_000_007)))
        #expect(random.below(1_000_000_007) == Int(3_203_168_211_198_807_973 % UInt64(1_000_000_007)))
    }

    @Test("the files are named in the order of their import") func names() {
        #expect(Self.files.map(\.name) == Self.files.map(\.name).sorted())
        #expect(Self.files.map(\.content) == [
            "organisations", "units", "staff", "patientDischarged", "eventWithdrawn", "subjectChanged", "patientAdmitted", "outpatientVisited", "units", "staff",
            "complaintReceived", "complaintClosed", "repairCompleted", "serviceCompleted", "householdRegistered", "activityHeld", "serviceStarted",
        ])
    }

    @Test("every row is read without a finding, and lies in the three months", arguments: [
        ("patientDischarged", 1000...1400), ("eventWithdrawn", 5...40), ("subjectChanged", 1...20), ("complaintReceived", 110...200), ("complaintClosed", 90...200),
        ("repairCompleted", 300...450), ("serviceCompleted", 150...240), ("patientAdmitted", 150...400), ("outpatientVisited", 15...50),
        ("householdRegistered", 450...450), ("activityHeld", 9...15), ("serviceStarted", 25...60),
    ]) func rows(content: String, count: ClosedRange<Int>) {
        let events = Self.events(content)
        #expect(count.contains(events.count), "\(events.count)")
        let (from, to) = (CivilZone.shanghai.instant(Self.asOf.adding(months: -3)), CivilZone.shanghai.instant(Self.asOf))
        #expect(events.allSatisfy { from <= $0.occurredAt && $0.occurredAt < to })
        #expect(Set(events.map(\.naturalKey)).count == events.count)
    }

    @Test("nobody in it could be real") func synthetic() {
        let parties = ["patientDischarged", "complaintReceived", "repairCompleted", "serviceCompleted"].flatMap(Self.events).compactMap(\.party)
        #expect(parties.allSatisfy { $0.name.hasPrefix("演示") })
        #expect(parties.flatMap(\.phones).allSatisfy { $0.number.hasPrefix("1990000") && $0.number.count == 11 })
        #expect(parties.count { $0.phones.isEmpty } > 0)
        #expect(parties.count { $0.phones.map(\.relation) == ["family"] } > 0)
    }

    @Test("the hospital has deaths, cancellations and second discharges of a stay") func hospital() {
        let discharges = Self.events("patientDischarged")
        #expect(discharges.count { $0.attributes["disposition"] == .text("died") } > 0)
        #expect(discharges.count { $0.attributes["nth"] == .number(2) } > 0)
        #expect(discharges.allSatisfy { $0.attributes["obstetric"] != .flag(true) || $0.party?.sex == "female" })
        let keys = Set(discharges.map(\.naturalKey.text))
        #expect(Self.events("eventWithdrawn").allSatisfy { $0.attributes["event"]?.text.map(keys.contains) == true })
    }

    @Test("the property company has all severities, repeated complaints and reworks") func property() {
        #expect(Set(Self.events("complaintClosed").compactMap { $0.attributes["severity"]?.text }) == ["general", "important", "major"])
        let repairs = Self.events("repairCompleted")
        let reworked = Dictionary(grouping: repairs.compactMap { $0.attributes["reworkOf"]?.text }, by: \.self)
        #expect(reworked.count > 5)
        #expect(Set(reworked.keys).isSubset(of: Set(repairs.compactMap(\.matterNumber))))
        let complaints = Self.events("complaintReceived").map { ($0.party?.number ?? "") + ($0.attributes["category"]?.text ?? "") }
        #expect(Set(complaints).count < complaints.count)
    }

    @Test("its units and staff come through their door, and every role of the two packs has a holder") func organisation() throws {
        let words = OrganisationWords(Sample.file("Share/import/organisation.csv")) { _ in }
        var (units, staff): ([UnitDraft], [StaffDraft]) = ([], [])
        for file in Self.files {
            let tables = OrganisationTables(words: words, cellWords: Sample.words, name: file.name)
            let source = Chunks(file.bytes, of: 1000).source()
            if file.content == "units" { units += try tables.units(source) { Issue.record("\($0)") } }
            if file.content == "staff" { staff += try tables.staff(source) { Issue.record("\($0)") } }
        }
        #expect(Set(staff.flatMap(\.posts).map(\.unit)).isSubset(of: Set(units.map(\.code))))
        #expect(Set(staff.compactMap(\.preset)) == ["staff", "head", "management", "quality", "admin"])
        let names = staff.compactMap(\.signIn)
        #expect(Set(names).count == names.count)
        let roles = Set(staff.flatMap(\.posts).map(\.role))
        for pack in ["R02", "R22"] {
            let yaml = String(decoding: Sample.file("Regulations/\(pack)/regulation.yaml"), as: UTF8.self)
            let section = yaml.components(after: "\nroles:\n")
            let named = section.prefix { $0.hasPrefix("  ") }.compactMap { $0.split(separator: ":").first.map { $0.trimmingPrefix("  ") } }.map(String.init)
            #expect(!named.isEmpty && Set(named).isSubset(of: roles), "\(Set(named).subtracting(roles))")
        }
    }

    @Test("a smaller one") func small() {
        let bytes = DemoFiles.make(Self.words, asOf: Self.asOf, seed: 1, size: .small).reduce(0) { $0 + $1.bytes.count }
        #expect(bytes * 2 < Self.files.reduce(0) { $0 + $1.bytes.count })
    }
}

extension String {
    fileprivate func components(after mark: String) -> [Substring] {
        range(of: mark).map { self[$0.upperBound...].split(separator: "\n") } ?? []
    }

    private func range(of mark: String) -> Range<String.Index>? { firstRange(of: mark) }
}
