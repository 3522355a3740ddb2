import Domain
import Operations
import RegulationEngine
import SQLCore
import SQLiteDriver
import Storage
import Testing

/// Which edition decides about an event's day, and that the copy in memory is always that of the asking session.
@Suite struct AdoptingShelfTests {
    let organisation = OrganisationID(1)
    let database: SQLiteDatabase
    let shelf = EditionShelf { document, source in Regulation(id: document, version: 1, title: LocalizedText(english: source), sector: "test") }

    init() throws {
        database = try SQLiteDatabase.inMemory()
        try Migrator(Schema.migrations).run(on: database)
    }

    private static func day(_ iso: String) -> LocalDay { LocalDay(iso: iso)! }

    private func activate(_ edition: Int64, of adoption: Int64, number: Int, from day: String, in session: any SQLWriting) throws {
        var row = EditionRows.Row(
            id: EditionID(edition), adoption: AdoptionID(adoption), number: number, regulationVersion: number, canonicalHash: "",
            createdAt: Instant(milliseconds: 0), createdBy: StaffID(1))
        try EditionRows.insert(row, document: "R\(adoption)", of: organisation, in: session)
        (row.state, row.activeFrom) = (.active, Self.day(day))
        #expect(try EditionRows.update(row, from: .draft, of: organisation, in: session))
        try AdoptionRows.begin(generation: edition, of: organisation, in: session)
    }

    private func numbers(on day: String) throws -> [Int] {
        try database.read { session in try shelf.active(of: organisation, on: Self.day(day), in: session).map(\.number) }
    }

    @Test func theLatestFirstDayThatIsNotAfterTheEventsDayHolds() throws {
        try database.write { session in
            try activate(11, of: 1, number: 1, from: "2026-03-01", in: session)
            try activate(12, of: 1, number: 2, from: "2026-06-01", in: session)
            try activate(21, of: 2, number: 7, from: "2026-05-01", in: session)
        }
        #expect(try numbers(on: "2026-02-28") == [])
        #expect(try numbers(on: "2026-03-01") == [1])
        #expect(try numbers(on: "2026-05-31") == [1, 7])
        #expect(try numbers(on: "2026-06-01") == [2, 7])
    }

    @Test func ofTwoWithTheSameFirstDayTheHigherNumberHolds() throws {
        try database.write { session in
            try activate(12, of: 1, number: 2, from: "2026-03-01", in: session)
            try activate(11, of: 1, number: 1, from: "2026-03-01", in: session)
        }
        #expect(try numbers(on: "2026-03-01") == [2])
    }

    @Test func aChangeIsSeenAndOneThatCameToNothingIsNot() throws {
        struct Stop: Error {}
        try database.write { session in try activate(11, of: 1, number: 1, from: "2026-03-01", in: session) }
        #expect(try numbers(on: "2026-07-01") == [1])
        #expect(throws: Stop.self) {
            try database.write { session in
                try activate(12, of: 1, number: 2, from: "2026-06-01", in: session)
                #expect(try shelf.active(of: organisation, on: Self.day("2026-07-01"), in: session).map(\.number) == [2])
                throw Stop()
            }
        }
        #expect(try numbers(on: "2026-07-01") == [1])
        try database.write { session in try activate(13, of: 1, number: 3, from: "2026-06-01", in: session) }
        #expect(try numbers(on: "2026-07-01") == [3])
    }

    @Test func anEditionOfAnotherOrganisationIsNotFound() throws {
        try database.write { session in try activate(11, of: 1, number: 1, from: "2026-03-01", in: session) }
        let mine = try database.read { session in try shelf.edition(EditionID(11), of: organisation, in: session) }
        #expect(mine.edition.regulation.id == "R1")
        #expect(throws: Refusal.notFound) {
            try database.read { session in try shelf.edition(EditionID(11), of: OrganisationID(2), in: session) }
        }
    }

    @Test func aUnitIsCoveredWithAllBelowIt() throws {
        let (house, ward, bed, other) = (UnitID(1), UnitID(2), UnitID(3), UnitID(4))
        try database.write { session in
            for (unit, parent) in [(house, nil), (ward, house), (bed, ward), (other, house)] as [(UnitID, UnitID?)] {
                let saved = OrganisationUnit(id: unit, parent: parent, code: "u\(unit)", name: "u\(unit)", kind: .department)
                try DirectoryRows.save(saved, of: organisation, in: session)
            }
            try AdoptionRows.set(units: [ward], of: AdoptionID(1), organisation, in: session)
            try AdoptionRows.map("physician", to: "doctor", in: AdoptionID(1), organisation, in: session)
            try activate(11, of: 1, number: 1, from: "2026-03-01", in: session)
        }
        let edition = try database.read { session in try shelf.edition(EditionID(11), of: organisation, in: session) }
        #expect([house, ward, bed, other].map(edition.covers) == [false, true, true, false])
        #expect(edition.postRole(for: "physician") == "doctor" && edition.postRole(for: "nurse") == "nurse")
    }
}
