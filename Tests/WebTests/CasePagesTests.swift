import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The page of a case: every act, and what is said when one is refused.
@Suite struct CasePagesTests {
    @Test func fromReceivedToClosedWithTwoDepartmentsAndAPause() async throws {
        try await CaseWalk.run { walk in
            let (nurse, other) = (try await walk.browser(.nurse), try await walk.browser(.otherHead))
            let address = try await walk.received(by: nurse)
            #expect(try await nurse.post(address + "/steps", [("step", "awaitingMaterial"), ("note", "请补缴费单")]).status == .seeOther)
            #expect(try await nurse.get(address).text.contains("已暂停"))
            #expect(try await nurse.post(address + "/steps", [("step", "materialReceived")]).status == .seeOther)
            #expect(try await nurse.post(address + "/sheets", [("units", "12"), ("units", "13"), ("lead", "13"), ("task", "请查空调外机")]).status == .seeOther)

            let asked = try await other.get(address)
            #expect(asked.text.contains("请查空调外机") && !asked.text.contains(address + "/closure"))
            #expect(try await other.post(address + "/closure", [("conclusion", "x")]).status == .forbidden)
            let accept = try #require(CaseWalk.sheets("acceptance", in: asked.text).first)
            #expect(CaseWalk.sheets("acceptance", in: asked.text).count == 1)
            #expect(try await other.post(accept, []).status == .seeOther)
            let answer = try #require(CaseWalk.sheets("answer", in: try await other.get(address).text).first)
            let blank = try await other.post(answer, [("answer", " ")])
            #expect(blank.status == .unprocessableContent && blank.text.contains("id=\"f-answer-e\""))
            #expect(try await other.post(answer, [("answer", "换了减震垫")]).status == .seeOther)
            // Ward B leads, though ward A stands first in the list.
            #expect(try await other.get("/complaints").text.contains(address))

            let refused = try await nurse.post(address + "/closure", [("conclusion", "已换减震垫"), ("proven", "yes")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("已换减震垫"))
            for field in ["cause", "measure", "repliedAt", "departments"] { #expect(refused.text.contains("id=\"f-\(field)-e\""), "\(field)") }
            let own = try #require(CaseWalk.sheets("acceptance", in: refused.text).first)
            #expect(try await nurse.post(own, []).status == .seeOther)
            #expect(try await nurse.post(own.replacing("acceptance", with: "answer"), [("answer", "已安抚")]).status == .seeOther)
            let closing = [("conclusion", "已换减震垫"), ("proven", "yes"), ("cause", "减震垫老化"), ("measure", "更换"), ("repliedAt", "2026-11-25T10:00")]
            #expect(try await nurse.post(address + "/closure", closing).status == .seeOther)
            let closed = try await nurse.get(address).text
            #expect(closed.contains("减震垫老化") && closed.contains(address + "/reopening") && !closed.contains(address + "/closure\""))
            #expect(try await nurse.get("/complaints?show=closed").text.contains(address))
            #expect(!(try await nurse.get("/complaints?show=units").text.contains(address)))
            #expect(try await nurse.post(address + "/reopening", [("reason", " ")]).text.contains("id=\"f-reason-e\""))
            #expect(try await nurse.post(address + "/reopening", [("reason", "又响了")]).status == .seeOther)
            #expect(try await nurse.post(address + "/withdrawal", [("reason", "")]).status == .unprocessableContent)
            #expect(try await nurse.post(address + "/withdrawal", [("reason", "来电撤回")]).status == .seeOther)
            #expect(!(try await nurse.get(address).text.contains(address + "/steps")))
        }
    }

    @Test func whatIsMissingIsSaidAndWhatWasTypedStays() async throws {
        try await CaseWalk.run { walk in
            let nurse = try await walk.browser(.nurse)
            let address = try await walk.received(by: nurse)
            let tries: [(String, [(String, String)], String, String)] = [
                ("steps", [("step", "awaitingMaterial"), ("at", "2026-11-25T10:00")], "note", "value=\"2026-11-25T10:00\""),
                ("steps", [("step", "replied"), ("at", "2030-01-01T10:00"), ("note", "已电话答复")], "at", "已电话答复"),
                ("steps", [("step", "flown"), ("note", "写了一半")], "step", "写了一半"),
                ("sheets", [("units", "13"), ("lead", "13"), ("task", " ")], "task", "value=\"13\" checked"),
                ("sheets", [("task", "请查空调外机")], "units", "请查空调外机"),
                ("handover", [("note", "明天我休息")], "staff", "明天我休息"),
                ("classification", [("severity", "major"), ("reason", "")], "reason", "<option value=\"major\" selected>"),
                ("withdrawal", [("reason", " ")], "reason", "/withdrawal"),
                ("notes", [("note", " ")], "note", "/notes"),
            ]
            for (act, fields, place, kept) in tries {
                let answer = try await nurse.post(address + "/" + act, fields)
                #expect(answer.status == .unprocessableContent && answer.text.contains("id=\"f-\(place)-e\""), "\(act) \(place)")
                #expect(answer.text.contains(kept), "\(act) \(kept)")
            }
            #expect(try await nurse.post(address + "/flying", []).status == .notFound)
        }
    }

    /// What somebody wrote while another closed the case comes back, with what the other did.
    @Test func whoComesTooLateLosesNothing() async throws {
        try await CaseWalk.run { walk in
            let (nurse, head) = (try await walk.browser(.nurse), try await walk.browser(.head))
            let address = try await walk.received(by: nurse)
            #expect(try await head.get(address).text.contains(address + "/closure"))
            let closing = [("conclusion", "已处理"), ("proven", "yes"), ("cause", "外机"), ("measure", "更换"), ("repliedAt", "2026-11-25T10:00")]
            #expect(try await nurse.post(address + "/closure", closing).status == .seeOther)
            let late = try await head.post(address + "/closure", [("conclusion", "我写了很久的<结论>"), ("cause", "我查到的原因")])
            #expect(late.status == .conflict)
            #expect(late.text.contains("我写了很久的&lt;结论&gt;") && late.text.contains("我查到的原因"))
            #expect(late.text.contains("甲101") && late.text.contains("已处理") && late.text.contains(address + "/reopening"))
            #expect(try await head.post(address + "/steps", [("step", "lookedInto"), ("note", "现场看过")]).text.contains("现场看过"))
        }
    }

    /// A form of the case, for whoever may see the case, with its number on it.
    @Test func itsFormIsPrinted() async throws {
        try await CaseWalk.run { walk in
            let (nurse, other) = (try await walk.browser(.nurse), try await walk.browser(.otherHead))
            let address = try await walk.received(by: nurse)
            let page = try await nurse.get(address).text
            #expect(page.contains("href=\"\(address)/forms/contactSheet\""))
            let number = try #require(page.firstMatch(of: #/BL-[0-9A-Z-]+/#)).output
            let paper = try await nurse.get(address + "/forms/contactSheet")
            #expect(paper.status == .ok && paper.text.contains(number) && paper.text.contains("href=\"\(address)\""))
            #expect(try await nurse.get(address + "/forms/complaint").status == .notFound)
            #expect(try await other.get(address + "/forms/contactSheet").status == .notFound)
        }
    }

    @Test func aSheetIsTakenOnce() async throws {
        try await CaseWalk.run { walk in
            let (nurse, other) = (try await walk.browser(.nurse), try await walk.browser(.otherHead))
            let address = try await walk.received(by: nurse)
            _ = try await nurse.post(address + "/sheets", [("units", "13"), ("task", "请查空调外机")])
            let sheet = try #require(CaseWalk.sheets("acceptance", in: try await other.get(address).text).first)
            #expect(try await nurse.post(sheet, []).status == .notFound)
            #expect(try await other.post(sheet.replacing("acceptance", with: "return"), [("reason", "")]).text.contains("id=\"f-reason-e\""))
            #expect(try await other.post(sheet.replacing("acceptance", with: "return"), [("reason", "不归我科")]).status == .seeOther)
            let again = try await other.post(sheet.replacing("acceptance", with: "answer"), [("answer", "我也写了")])
            #expect(again.status == .conflict && again.text.contains("我也写了") && again.text.contains("不归我科"))
        }
    }

    @Test func onlyTheNamedRoleDecides() async throws {
        try await CaseWalk.run { walk in
            let (nurse, head) = (try await walk.browser(.nurse), try await walk.browser(.head))
            let address = try await walk.received(by: nurse)
            #expect(!(try await nurse.get(address).text.contains(address + "/decisions")))
            let decision = [("question", "complexity"), ("option", "complex"), ("reason", "涉及三个科室")]
            #expect(try await nurse.post(address + "/decisions", decision).status == .conflict)
            #expect(try await head.post(address + "/decisions", [("question", "complexity"), ("option", "complex"), ("reason", " ")]).text.contains("<option value=\"complex\" selected>"))
            #expect(try await head.post(address + "/decisions", [("question", "complexity")]).text.contains("id=\"f-option-e\""))
            #expect(try await head.post(address + "/decisions", decision).status == .seeOther)
            #expect(try await nurse.get(address).text.contains("<strong>Complicated</strong>"))
        }
    }

    @Test func whoeverAnswersForItDoesUntilTheOtherAccepts() async throws {
        try await CaseWalk.run { walk in
            let (nurse, head) = (try await walk.browser(.nurse), try await walk.browser(.head))
            let address = try await walk.received(by: nurse)
            #expect(try await nurse.post(address + "/handover", [("staff", "102"), ("note", "明天我休息")]).status == .seeOther)
            #expect(try await nurse.get("/complaints").text.contains(address))
            #expect(!(try await head.get("/complaints").text.contains(address)))
            #expect(try await head.get("/notices").text.contains(address))
            #expect(try await head.post(address + "/acceptance", []).status == .seeOther)
            #expect(try await head.get("/complaints").text.contains(address))
            #expect(!(try await nurse.get("/complaints").text.contains(address)))
        }
    }

    @Test func theSameMatterIsMergedAndSplitAgain() async throws {
        try await CaseWalk.run { walk in
            let nurse = try await walk.browser(.nurse)
            let first = try await walk.received("夜里空调外机太吵了", by: nurse)
            let second = try await walk.received("空调外机夜里太吵了", by: nurse)
            #expect(try await nurse.get(second).text.contains("href=\"\(first)\""))
            let into = String(first.split(separator: "/").last ?? "")
            #expect(try await nurse.post(second + "/merge", []).status == .unprocessableContent)
            #expect(try await nurse.post(second + "/merge", [("into", into), ("reason", "同一件事")]).status == .seeOther)
            #expect(try await nurse.get(first).text.contains("空调外机夜里太吵了"))
            let merged = try await nurse.get(second).text
            #expect(merged.contains("href=\"\(first)\"") && !merged.contains(second + "/closure"))
            #expect(try await nurse.post(second + "/split", [("reason", "是两件事")]).status == .seeOther)
            #expect(!(try await nurse.get(first).text.contains("空调外机夜里太吵了</p>")))
            #expect(try await nurse.get(second).text.contains(second + "/closure"))
        }
    }

    /// Whoever opens a case sees who else has it open, until some minutes later.
    @Test func twoPeopleSeeEachOther() async throws {
        try await CaseWalk.run { walk in
            let (nurse, head) = (try await walk.browser(.nurse), try await walk.browser(.head))
            let address = try await walk.received(by: nurse)
            #expect(!(try await nurse.get(address).text.contains("也在看这件")))
            let both = try await head.get(address).text
            #expect(both.contains("也在看这件") && both.contains("甲101（"))
            #expect(try await nurse.get(address).text.contains("甲102（"))
            walk.bench.moment.advance(seconds: 301)
            #expect(!(try await nurse.get(address).text.contains("也在看这件")))
        }
    }

    /// At the limit the case goes over to the head, whose notice names the limit and leads to the case.
    @Test func theLimitPassesItOnAndSaysSo() async throws {
        try await CaseWalk.run { walk in
            let address = try await walk.received(by: try await walk.browser(.nurse))
            walk.bench.moment.advance(seconds: 25 * 3600)
            await Heartbeat(walk.bench.site).beat()
            let head = try await walk.browser(.head)
            let notices = try await head.get("/notices").text
            #expect(notices.contains(address) && notices.contains("Answer the person") && !notices.contains("notice.clock"))
            #expect(try await head.get("/complaints").text.contains(address))
            let page = try await head.get(address).text
            #expect(page.contains("已移交") && page.contains("2026-11-26"))
            #expect(!(try await walk.browser(.nurse).get("/complaints").text.contains(address)))
        }
    }
}
