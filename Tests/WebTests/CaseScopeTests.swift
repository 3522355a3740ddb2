import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// Cases of other units and other houses are nowhere: no page, no act, no list, no file, no notice.
@Suite struct CaseScopeTests {
    private static let lists = ["", "?show=units", "?show=sheets", "?show=answering", "?show=closed"]

    @Test(arguments: [TestSite.Person.otherHead, .stranger]) func nothingOfOthersIsSeenOrDone(_ person: TestSite.Person) async throws {
        try await CaseWalk.run { walk in
            let (nurse, outsider) = (try await walk.browser(.nurse), try await walk.browser(person))
            let address = try await walk.received(by: nurse)
            _ = try await nurse.post(address + "/sheets", [("units", "12"), ("task", "请查空调外机")])
            #expect(try await outsider.get(address).status == .notFound)
            for act in CaseAct.allCases {
                let fields = [("step", "replied"), ("units", "13"), ("task", "x"), ("reason", "x"), ("note", "x"), ("conclusion", "x"), ("staff", "103"), ("into", "1"), ("question", "complexity"), ("option", "complex")]
                #expect(try await outsider.post(address + "/" + act.rawValue, fields).status == .notFound, "\(act)")
            }
            let sheet = try #require(CaseWalk.sheets("acceptance", in: try await nurse.get(address).text).first)
            for act in SheetAct.allCases {
                let forged = sheet.replacing("acceptance", with: act.rawValue)
                #expect(try await outsider.post(forged, [("reason", "x"), ("answer", "x")]).status == .notFound, "\(act)")
            }
            for list in Self.lists { #expect(!(try await outsider.get("/complaints" + list).text.contains("夜里太吵")), "\(list)") }
            for show in ["mine", "units", "sheets", "answering", "closed"] {
                #expect(!(try await outsider.get("/complaints/rows.csv?show=" + show).text.contains("夜里太吵")), "\(show)")
            }
            #expect(!(try await outsider.get("/notices").text.contains(address)))
        }
    }

    @Test func aPageOfAnotherSiteDoesNothing() async throws {
        try await CaseWalk.run { walk in
            let nurse = try await walk.browser(.nurse)
            let address = try await walk.received(by: nurse)
            for act in CaseAct.allCases { #expect(try await nurse.post(address + "/" + act.rawValue, [("reason", "x")], csrf: "forged").status == .forbidden, "\(act)") }
            #expect(try await nurse.get(address).text.contains(address + "/closure"))
        }
    }

    /// A ward's suggestion of what may be the same matter never names a case of another ward.
    @Test func suggestionsStayWithinOnesUnits() async throws {
        try await CaseWalk.run { walk in
            let (nurse, other) = (try await walk.browser(.nurse), try await walk.browser(.otherHead))
            _ = try await walk.received("夜里空调外机太吵了", by: nurse)
            let theirs = try await walk.received("空调外机夜里太吵了", by: other)
            let page = try await other.get(theirs).text
            #expect(page.contains("空调外机夜里太吵了") && !page.contains("夜里空调外机太吵了"))
        }
    }

    /// Of a merged report a department that was asked sees what was told, not the number of a case that it was never asked about.
    @Test func whereAMergedReportCameFromStaysInItsUnit() async throws {
        try await CaseWalk.run { walk in
            let (nurse, other) = (try await walk.browser(.nurse), try await walk.browser(.otherHead))
            let first = try await walk.received("夜里空调外机太吵了", by: nurse)
            let second = try await walk.received("空调外机夜里太吵了", by: nurse)
            let number = try #require(try await nurse.get(second).text.firstMatch(of: #/<dt>编号<\/dt><dd>([^<]+)</#)).output.1
            _ = try await nurse.post(first + "/sheets", [("units", "13"), ("task", "请查空调外机")])
            _ = try await nurse.post(second + "/merge", [("into", String(first.split(separator: "/").last ?? "")), ("reason", "同一件事")])
            #expect(try await nurse.get(first).text.contains(number))
            let theirs = try await other.get(first).text
            #expect(theirs.contains("空调外机夜里太吵了") && !theirs.contains(number))
        }
    }

    @Test func everyRowOfTheListGoesIntoAFile() async throws {
        try await CaseWalk.run { walk in
            let nurse = try await walk.browser(.nurse)
            for number in 0..<60 { _ = try await walk.received("第\(number)件，夜里太吵", by: nurse) }
            let marked = try await walk.received("第60件，夜里太吵", by: nurse)
            #expect(try await nurse.post(marked + "/steps", [("step", "lookedInto")]).status == .seeOther)
            let page = try await nurse.get("/complaints?show=units").text
            #expect(page.contains("/complaints/rows.csv?show=units") && page.contains("/complaints/rows.xlsx?show=units"))
            let csv = try await nurse.get("/complaints/rows.csv?show=units")
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
            for number in 0...60 { #expect(csv.text.components(separatedBy: "第\(number)件").count == 2, "\(number)") }
            #expect(csv.text.contains("2026-11-26 10:00") && csv.text.contains("Looked into") && !csv.text.contains("lookedInto"))
            let workbook = try await nurse.get("/complaints/rows.xlsx?show=mine")
            #expect(workbook.status == .ok && workbook.bytes.prefix(2) == [0x50, 0x4B])
            #expect(!(try await nurse.get("/complaints/rows.csv?show=closed").text.contains("夜里太吵")))
        }
    }
}
