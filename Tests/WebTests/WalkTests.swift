import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// One walk through the house by its pages: a file walks in, a follow-up is worked.
@Suite struct WalkTests {
    @Test func fromAFileToARecord() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            let rows = [Walk.discharge("ZY1"), Walk.discharge("ZY2", ward: "外科"), Walk.discharge("ZY3", at: "不是日期"), Walk.discharge("ZY4", ward: "没有的科")]
            let report = try await walk.importDischarges(rows)
            #expect(report.text.contains("不是日期"), "the bad row is told with its value")
            #expect(bench.spooled.isEmpty, "nothing is left in the spool")
            bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(bench.site).beat()

            let nurse = try await walk.browser(.nurse)
            let queue = try await nurse.get("/follow-ups?scope=unit")
            let found = queue.text.matches(of: #/\/follow-ups\/(\d+)\/claim/#).map { String($0.output.1) }
            let id = try #require(found.first)
            #expect(Set(found).count == 1, "the other ward's is not here")
            #expect(queue.text.contains("199****0001"))
            #expect(!queue.text.contains("199 0000 0001"))

            #expect(try await nurse.post("/follow-ups/\(id)/claim", []).location == "/follow-ups/\(id)")
            let console = try await nurse.get("/follow-ups/\(id)")
            let point = try #require(console.text.firstMatch(of: #/name="contactPoint" value="(\d+)"/#)).output.1
            let revealed = try await nurse.post("/follow-ups/\(id)/phone-revelations", [("contactPoint", String(point))])
            #expect(revealed.text.contains("19900000001"))
            #expect(!(try await nurse.get("/follow-ups/\(id)").text.contains("19900000001")), "shown on one answer only")

            let key = try #require(console.text.firstMatch(of: #/name="requestKey" value="([^"]+)"/#)).output.1
            let empty = try await nurse.post("/follow-ups/\(id)/contacts", [("result", "complete"), ("channel", "phone"), ("requestKey", String(key)), ("note", "备注一")])
            #expect(empty.status == .unprocessableContent, "a complete contact needs its form")
            #expect(empty.text.contains("备注一"), "what was typed is still there")
            let missed = [("result", "noAnswer"), ("channel", "phone"), ("respondent", "self"), ("requestKey", String(key))]
            #expect(try await nurse.post("/follow-ups/\(id)/contacts", missed).status == .seeOther)
            let again = try await nurse.post("/follow-ups/\(id)/contacts", missed)
            #expect(again.status == .seeOther)
            let explained = try await nurse.get("/follow-ups/\(id)/explanation")
            #expect(explained.text.matches(of: /无人接听/).count == 1, "sent twice, recorded once")
        }
    }

    /// No page offers an address that refuses whoever reads the page.
    @Test(arguments: [TestSite.Person.nurse, .head, .quality, .director, .admin, .supervisor]) func everyLinkOpens(person: TestSite.Person) async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            _ = try await walk.importDischarges([Walk.discharge("ZY1"), Walk.discharge("ZY2", ward: "外科")])
            bench.moment.advance(seconds: 9 * 86_400)
            await Heartbeat(bench.site).beat()
            let reader = try await walk.browser(person)
            var (waiting, seen) = (["/preferences"], Set(["/preferences"]))
            while let address = waiting.popLast(), seen.count < 300 {
                let answer = try await reader.get(address)
                #expect(answer.status == .ok || answer.status == .seeOther, "\(person) \(address)")
                for link in answer.text.matches(of: #/href="(\/[^"#]*)/#) {
                    let next = String(link.output.1).replacing("&amp;", with: "&")
                    if !next.hasPrefix("/static/"), seen.insert(next).inserted { waiting.append(next) }
                }
            }
            #expect(seen.count > 5)
        }
    }

    @Test func whatBelongsToOthersIsNotFound() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            _ = try await walk.importDischarges([Walk.discharge("ZY1", name: "演示秘密")])
            bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(bench.site).beat()
            let nurse = try await walk.browser(.nurse)
            let queue = try await nurse.get("/follow-ups?scope=unit")
            let id = try #require(queue.text.firstMatch(of: #/\/follow-ups\/(\d+)\/claim/#)).output.1
            let explained = try await nurse.get("/follow-ups/\(id)/explanation")
            let event = try #require(explained.text.firstMatch(of: #/\/events\/(\d+)/#)).output.1
            let party = try #require(explained.text.firstMatch(of: #/\/parties\/(\d+)/#)).output.1
            for person in [TestSite.Person.otherHead, .stranger] {
                let other = try await walk.browser(person)
                for address in ["/follow-ups/\(id)", "/follow-ups/\(id)/explanation", "/events/\(event)", "/parties/\(party)"] {
                    #expect(try await other.get(address).status == .notFound, "\(person) \(address)")
                }
                for address in ["/follow-ups/\(id)/claim", "/follow-ups/\(id)/contacts", "/follow-ups/\(id)/phone-revelations"] {
                    let answer = try await other.post(address, [("contactPoint", "1"), ("result", "noAnswer")])
                    #expect(answer.status == .notFound, "\(person) \(address)")
                    #expect(!answer.text.contains("演示秘密"))
                }
                #expect(!(try await other.get("/search?q=%E6%BC%94%E7%A4%BA").text.contains("演示秘密")))
            }
            let colleague = try await walk.browser(.head)
            try await nurse.post("/follow-ups/\(id)/claim", [])
            let held = try await colleague.post("/follow-ups/\(id)/claim", [])
            #expect(held.status == .conflict)
            #expect(held.text.contains("甲101"), "who holds it")
        }
    }

    @Test func draftsAreKeptAndComeBack() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            _ = try await walk.importDischarges([Walk.discharge("ZY1")])
            bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(bench.site).beat()
            let nurse = try await walk.browser(.nurse)
            let queue = try await nurse.get("/follow-ups?scope=unit")
            let id = try #require(queue.text.firstMatch(of: #/\/follow-ups\/(\d+)\/claim/#)).output.1
            let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", Reception.token: await nurse.csrf, .accept: "*/*"]
            let kept = try await nurse.send(.put, "/follow-ups/\(id)/draft", headers, .init(string: "note=%E8%8D%89%E7%A8%BF&answer.recovery=x"))
            #expect(kept.status == .noContent)
            #expect(try await nurse.get("/follow-ups/\(id)").text.contains("草稿"))
        }
    }

    @Test func theSameFileAgainChangesNothingAndSaysSo() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            _ = try await walk.importDischarges([Walk.discharge("ZY1")])
            let again = try await walk.importDischarges([Walk.discharge("ZY1")])
            #expect(again.text.contains("这份文件以前导入过"))
        }
    }

    @Test func aFileThatIsTooLargeOrNoTableIsRefused() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            let quality = try await walk.browser(.quality)
            try await quality.get("/imports")
            #expect(try await quality.upload("/imports", file: ("big.csv", [UInt8](repeating: 65, count: 100_001))).status == .contentTooLarge)
            #expect(try await quality.upload("/imports", file: ("none.csv", [])).status == .unprocessableContent)
            #expect(try await quality.upload("/imports", file: ("picture.csv", [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])).status == .unprocessableContent)
            #expect(try await quality.upload("/imports", file: nil).status == .unprocessableContent)
            let nurse = try await walk.browser(.nurse)
            #expect(try await nurse.upload("/imports", file: ("a.csv", [65])).status == .forbidden)
            #expect(bench.spooled.isEmpty, "nothing is left of what was refused")
        }
    }
}
