import Domain
import HTTPTypes
import Testing

@testable import Web

/// Registers and empty forms through the windows.
@Suite struct RegisterPagesTests {
    @Test func fromTheListToPaperAndFiles() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            _ = try await walk.importDischarges([Walk.discharge("ZY1", name: "=1+1"), Walk.discharge("ZY2")])
            bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(bench.site).beat()
            let quality = try await walk.browser(.quality)
            #expect(try await quality.get("/reports").text.contains("href=\"/registers\""))
            let list = try await quality.get("/registers")
            let register = try #require(list.text.firstMatch(of: #/href="(\/registers\/\d+\/dischargeRegister)"/#).map { String($0.output.1) })
            let page = try await quality.get(register)
            #expect(page.status == .ok && page.text.contains("没有记录"))
            let paper = try await quality.get(register + "/print")
            #expect(paper.status == .ok && paper.text.contains("class=\"sheet wide\"") && paper.text.contains("出院病人回访登记"))
            let csv = try await quality.get(register + "/rows.csv?period=2026-11")
            #expect(csv.status == .ok && csv.text.contains("编号,"))
            let workbook = try await quality.get(register + "/rows.xlsx?period=2026-11")
            #expect(workbook.status == .ok && workbook.bytes.starts(with: [0x50, 0x4B]))
            #expect(bench.spooled.isEmpty)
            for address in ["/registers/1/x", "/registers/x/dischargeRegister", register + "?unit=99", register + "x/print", register + "x/rows.csv"] {
                #expect(try await quality.get(address).status == .notFound, "\(address)")
            }

            let nurse = try await walk.browser(.nurse)
            #expect(try await nurse.get(register).status == .forbidden)
            #expect(try await nurse.get(register + "/rows.csv").status == .forbidden)
        }
    }

    @Test func aFormToTakeAlong() async throws {
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
            let form = try await nurse.get("/follow-ups/\(id)/form")
            #expect(form.status == .ok && form.text.contains("演示甲") && form.text.contains("199****0001"))
            #expect(form.text.contains("class=\"bx\"") && !form.text.contains("class=\"bx on\""), "boxes, none of them ticked")
            #expect(try await nurse.get("/follow-ups/\(id)").text.contains("/follow-ups/\(id)/form"))
            #expect(try await nurse.get("/follow-ups/9/form").status == .notFound)
            let quality = try await walk.browser(.quality)
            let blank = try #require(try await quality.get("/registers").text.firstMatch(of: #/href="(\/forms\/\d+\/patientRecord\/print)"/#)).output.1
            let empty = try await quality.get(String(blank))
            #expect(empty.status == .ok && empty.text.contains("class=\"bx\"") && !empty.text.contains("演示甲"))
            #expect(try await quality.get(String(blank).replacing("patientRecord", with: "nothing")).status == .notFound)
        }
    }
}
