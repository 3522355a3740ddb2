import Domain
import Foundation
import SQLCore
import Storage
import Testing

@testable import Operations

/// Who is found by which words, by whom, and by which no longer.
@Suite struct PeopleSearchTests {
    typealias Person = WorkHouse.Person

    private func admit(_ names: [String], unit: String = "A", in house: WorkHouse) throws {
        for (n, name) in names.enumerated() {
            try house.receive(WorkHouse.discharge("Z\(unit)\(n)", on: "2026-11-23 15:00", unit: unit, patient: "P\(unit)\(n)", name: name))
        }
    }

    private func found(_ text: String, _ house: WorkHouse, by person: Person = .headA) throws -> [String] {
        try People(house.premises).search(text, try house.acting(person)).hits.map(\.party.name).sorted()
    }

    @Test(arguments: [
        ("秀兰", ["王秀兰", "陈秀兰"]), ("王秀", ["王秀兰"]), ("王", ["王秀兰"]), ("wxl", ["王秀兰"]), ("wx", ["王秀兰"]), ("WXL", ["王秀兰"]),
        ("sdy", ["单大友"]), ("ddy", ["单大友"]), ("兰秀", []), ("xl", []), ("anna", ["Anna Example"]), ("naex", ["Anna Example"]), ("3-2-501", ["3-2-501户"]),
        ("501户", ["3-2-501户"]), ("·", []), ("兰", []),
    ])
    func wordsFindNames(text: String, names: [String]) throws {
        let house = try WorkHouse()
        try admit(["王秀兰", "陈秀兰", "单大友", "Anna Example", "3-2-501户"], in: house)
        #expect(try found(text, house) == names.sorted())
    }

    @Test func whatIsOutOfScopeIsNotFoundAndOwnWorkElsewhereIs() throws {
        let house = try WorkHouse()
        let receipt = try house.receive(WorkHouse.discharge("ZB0", on: "2026-11-23 15:00", unit: "B", patient: "PB0", name: "王秀兰"))
        for text in ["秀兰", "wxl", "王"] { #expect(try found(text, house) == [], "\(text)") }
        let row = try #require(try house.followUps(of: receipt).first)
        try Worklist(house.premises).reassign([row.id], to: Person.nurseA.staff, reason: "x", try house.acting(.headB))
        for text in ["秀兰", "wxl"] { #expect(try found(text, house, by: .nurseA) == ["王秀兰"], "\(text)") }
    }

    @Test func aNewNameReplacesTheOld() throws {
        let house = try WorkHouse()
        try admit(["王秀兰"], in: house)
        try house.receive(WorkHouse.discharge("ZA9", on: "2026-11-23 16:00", patient: "PA0", name: "王秀英"))
        #expect(try found("秀兰", house) == [] && found("wxl", house) == [])
        #expect(try found("秀英", house) == ["王秀英"] && found("wxy", house) == ["王秀英"])
    }

    /// Every one once, newest first, whatever the size of the page before.
    @Test func pagesAreWhole() throws {
        let house = try WorkHouse()
        try admit((0..<120).map { "测试\($0)" }, in: house)
        let (people, head) = (People(house.premises), try house.acting(.headA))
        var (all, before): ([PartyID], PartyID?) = ([], nil)
        repeat {
            let page = try people.search("测试", before: before, head)
            (all, before) = (all + page.hits.map(\.party.id), page.next)
        } while before != nil
        #expect(all.count == 120 && all == Set(all).sorted(by: >))
    }

    /// Names from before the index are taken up by the engine's beats.
    @Test func olderNamesAreTakenUpOnce() throws {
        let house = try WorkHouse()
        try admit((0..<700).map { "测试\($0)" }, in: house)
        let rows = try house.count("party_gram")
        try house.database.write { try $0.execute("DELETE FROM party_gram") }
        try house.database.write { try $0.execute("DELETE FROM party_gram_progress") }
        #expect(try found("测试", house) == [])
        #expect(try house.tick().namesTakenUp == 700)
        #expect(try house.count("party_gram") == rows && house.tick().namesTakenUp == 0)
    }

    /// The table against the standard transliteration.
    @Test func firstLettersAreThoseOfTheStandard() throws {
        #expect(PinyinTable.initials.count == 0x9FFF - 0x4E00 + 1)
        for value in stride(from: UInt32(0x4E00), to: 0x9FA5, by: 53) {
            let scalar = try #require(Unicode.Scalar(value))
            let reading = String(Character(scalar)).applyingTransform(StringTransform("Han-Latin"), reverse: false)?.decomposedStringWithCanonicalMapping
            guard let letter = reading?.unicodeScalars.first, letter.isASCII else { continue }
            #expect(PinyinInitials.letter(scalar) == UInt8(letter.value), "\(scalar)")
        }
    }
}
