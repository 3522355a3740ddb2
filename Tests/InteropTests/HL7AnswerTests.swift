import Domain
import Foundation
import Interop
import Testing

/// What goes back to whoever sent a message.
@Suite("HL7 answers") struct HL7AnswerTests {
    private let wire = HL7Wire(registry: Sample.registry, words: Sample.words)
    private let now = CivilZone.shanghai.instant(iso: "2026-11-25T14:30:05+08:00")!

    private func head(_ rest: String, type: String = "ADT^A03", id: String = "M1", mode: String = "P|2.5.1") -> String {
        "MSH|^~\\&|HIS|H1|HY|F1|20261125||\(type)|\(id)|\(mode)\(rest)\r"
    }

    private let stay = "EVN||20261125150000\rPID|1||MR0001^^^H1^MR||TEST^A\rPV1|1|I|N1" + String(repeating: "|", count: 16) + "ZY01\r"

    private func answers(_ message: String, _ verdict: HL7Answer.Verdict = .accepted, _ problems: [HL7Answer.Problem] = []) -> [String] {
        HL7Answer(to: wire.read(Array(message.utf8)).reading.header, verdict, problems, at: now, in: .shanghai, number: "77").messages
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private func problem(_ code: String, _ path: String?, _ words: String, _ severity: Finding.Severity = .error) -> HL7Answer.Problem {
        HL7Answer.Problem(Finding(severity, code, at: Place(path: path)), words: words)
    }

    @Test("accepted: sender and receiver change places, the number comes back") func accepted() {
        #expect(answers(head("") + stay) == ["MSH|^~\\&|HY|F1|HIS|H1|20261125143005+0800||ACK^A03^ACK|77|P|2.5.1\rMSA|AA|M1\r"])
    }

    @Test("what is wrong has its place, its code and its words") func faulty() {
        let text = answers(head("") + stay, .faulty, [problem("event.unknownUnit", "PV1-3.1", "no | such ^ unit"), problem("row.required", "PR1", "x", .warning)])
        #expect(text.first?.components(separatedBy: "\r").dropFirst() == [
            "MSA|AE|M1", "ERR||PV1^1^3^1^1|204^Unknown key identifier^HL70357|E|event.unknownUnit^^L|||no \\F\\ such \\S\\ unit",
            "ERR||PR1^1|101^Required field missing^HL70357|W|row.required^^L|||x", "",
        ])
    }

    @Test("before 2.5 there is one place, and the words stand beside the code") func short() {
        let text = answers(head("", mode: "P|2.4") + stay, .refused, [problem("hl7.noType", "MSH-9", "no type"), problem("hl7.busy", nil, "x")])
        #expect(text.first?.components(separatedBy: "\r") == [
            "MSH|^~\\&|HY|F1|HIS|H1|20261125143005+0800||ACK^A03^ACK|77|P|2.4", "MSA|AR|M1|no type", "ERR|MSH^1^9^101&Required field missing&HL70357", "",
        ])
    }

    @Test(
        "in the enhanced mode receipt and result are what the sender wishes",
        arguments: [
            ("AL|NE", "CA", "CE"), ("AL|AL", "CA AA", "CE"), ("NE|AL", "AA", "AE"), ("ER|NE", "", "CE"), ("SU|NE", "CA", ""), ("NE|NE", "", ""), ("ER|SU", "AA", "CE"),
            ("|ER", "", "AE"),
        ])
    func enhanced(wish: String, accepted: String, faulty: String) {
        let message = head("|||" + wish) + stay
        func codes(_ verdict: HL7Answer.Verdict) -> String {
            answers(message, verdict).map { String($0.components(separatedBy: "MSA|")[1].prefix(2)) }.joined(separator: " ")
        }
        #expect(codes(.accepted) == accepted && codes(.faulty) == faulty)
    }

    @Test("what could not be read is answered all the same") func unreadable() {
        #expect(answers("PID|1\r", .refused) == ["MSH|^~\\&|HUIYIN||||20261125143005+0800||ACK|77|P|2.5\rMSA|AR|\r"])
    }

    @Test("the answer is in the sender's encoding", arguments: ["GB 18030-2000", ""]) func encoding(said: String) throws {
        // 演示 in GB 18030.
        let words: [UInt8] = [0xD1, 0xDD, 0xCA, 0xBE]
        let message = Array(head("||||||" + said).utf8) + Array("EVN||20261125\rPID|1||1||".utf8) + words + [0x0D]
        let header = try #require(wire.read(message).reading.header)
        #expect(header.encoding == .gb18030)
        let answer = HL7Answer(to: header, .faulty, [problem("row.required", nil, "演示")], at: now, in: .shanghai, number: "77").messages[0]
        #expect(answer.contains(0xD1) && String(validating: answer, as: UTF8.self) == nil)
        #expect(String(decoding: answer, as: UTF8.self).contains("|P|2.5.1||||||GB 18030-2000\r"))
    }

    // MARK: What is not taken at all

    @Test(
        "what cannot be taken says why",
        arguments: [
            ("", "hl7.noMessage"), ("PID|1\r", "hl7.noMessage"), ("MSH|^~\r", "hl7.badHeader"), ("MSH|||||\r", "hl7.badHeader"),
            ("MSH|^~\\&|HIS\r", "hl7.noType"), ("MSH|^~\\&|HIS|H1|||1||ORU^R01|1|P|2.5\r", "hl7.typeUnknown"),
            ("MSH|^~\\&|HIS|H1|||1||ADT^A03||P|2.5\r", "hl7.noControlID"), ("MSH|^~\\&|HIS|H1|||1||ADT^A03|1|T|2.5\r", "hl7.notProduction"),
            ("MSH|^~\\&|HIS|H1|||1||ADT^A03|1|P|3.0\r", "hl7.versionUnknown"),
            ("MSH|^~\\&|HIS|H1|||1||ADT^A03|1|P|2.5\rMSH|^~\\&|HIS|H1|||1||ADT^A03|2|P|2.5\r", "hl7.severalMessages"),
        ])
    func refused(message: String, code: String) {
        #expect(wire.read(Array(message.utf8)).refusal?.code == code)
    }

    @Test("bytes that are no text are refused; what the sender is known to write goes before what it says") func garbled() {
        let bad = Array((head("||||||UNICODE UTF-8") + stay).utf8) + [0x5A, 0xFF, 0x0D]
        #expect(wire.read(bad).refusal?.code == "hl7.garbled")
        // These bytes can be both; 0xC3 0xA9 is one character of UTF-8 and one of GB 18030.
        let both = Array(head("||||||UNICODE UTF-8").utf8) + Array("PID|1||1||".utf8) + [0xC3, 0xA9, 0x0D]
        #expect(wire.read(both).reading.header?.encoding == .utf8)
        #expect(wire.read(both, knownAs: .gb18030).reading.header?.encoding == .gb18030)
    }

    @Test("the same message under another number and time is known again") func content() {
        let (one, other) = (wire.read(Array((head("") + stay).utf8)).reading, wire.read(Array((head("", id: "M2") + stay).utf8)).reading)
        #expect(one.content == other.content && !one.content.isEmpty)
        #expect(wire.read(Array((head("", type: "ADT^A13") + stay).utf8)).reading.content != one.content)
    }

    // MARK: Who may send

    @Test("the list of senders") func senders() {
        var findings: [Finding] = []
        let table = "address,application,facility,organisation,account,charset\n10.1.2.0/23,HIS,,h,feed,GBK\n::1,,,,,\nnowhere,,,,,\n10.1.2.3,,,,,KOI8\n"
        let senders = HL7Sender.read(Array(table.utf8), name: "s.csv") { findings.append($0) }
        #expect(senders.count == 2 && senders[0].encoding == .gb18030 && senders[0].account == "feed" && senders[1].encoding == nil)
        #expect(findings.map(\.code) == ["senders.addressUnreadable", "senders.charsetUnknown"] && findings.map(\.place.line) == [4, 5])
        #expect(senders[0].addresses.contains("10.1.3.255") && !senders[0].addresses.contains("10.1.4.0") && senders[0].addresses.contains("::ffff:10.1.2.9"))
        #expect(!senders[0].addresses.contains("::1") && !senders[0].addresses.contains("x"))
    }

    @Test("ranges", arguments: [("10.0.0.0/0", "203.0.113.9", true), ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe80::1", false), ("127.0.0.1", "127.0.0.2", false)])
    func ranges(range: String, address: String, isIn: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(address) == isIn)
        #expect(AddressRange("10.0.0.0/33") == nil && AddressRange("10.0.0.0/") == nil && AddressRange("") == nil)
    }
}
