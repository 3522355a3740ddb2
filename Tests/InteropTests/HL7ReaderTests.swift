import Domain
import Foundation
import Interop
import Testing

/// Messages of a hospital's system become the facts that its tables would tell.
@Suite("HL7 messages") struct HL7ReaderTests {
    private func read(_ bytes: [UInt8], afterLine: Int = 0, limit: Int = 4096, chunk: Int = 7) throws -> (events: [IncomingEvent], findings: [Finding]) {
        var (events, findings): ([IncomingEvent], [Finding]) = ([], [])
        _ = try HL7Reader(registry: Sample.registry, words: Sample.words, limit: limit, name: "a.hl7").read(
            afterLine: afterLine, source: Chunks(bytes, of: chunk).source(), onEvent: { events.append($0) }, onFinding: { findings.append($0) })
        return (events, findings)
    }

    private func read(_ text: String) throws -> (events: [IncomingEvent], findings: [Finding]) { try read(Array(text.utf8)) }

    /// MSH, EVN, PID and PV1 with the fields named; PV1 as field → value.
    private func message(_ trigger: String, pv1: [Int: String] = [:], pid: [Int: String] = [:], msh: [Int: String] = [:]) -> String {
        var visit = [2: "I", 3: "W1^02^03", 7: "D1", 10: "N1", 19: "ZY01"]
        visit.merge(pv1) { _, new in new }
        var patient = [3: "MR0001^^^H1^MR", 5: "演示甲", 8: "1"]
        patient.merge(pid) { _, new in new }
        var header = [2: "HIS", 8: "ADT^" + trigger, 9: "M1", 10: "P", 11: "2.5"]
        header.merge(Dictionary(uniqueKeysWithValues: msh.map { ($0.key - 1, $0.value) })) { _, new in new }
        header[1] = "^~\\&"
        return [segment("MSH", header), "EVN||20261125150000", segment("PID", patient), segment("PV1", visit)].joined(separator: "\r") + "\r"
    }

    private func segment(_ name: String, _ fields: [Int: String]) -> String {
        ([name] + (1...(fields.keys.max() ?? 1)).map { fields[$0] ?? "" }).joined(separator: "|")
    }

    // MARK: The facts

    @Test("a discharge tells what a row of the table of discharges tells") func discharge() throws {
        let told = message(
            "A03", pv1: [45: "20261125143005", 36: "01"],
            pid: [3: "9^^^^NI~MR0001^^^H1^MR", 7: "19600201", 11: "演示路1号^^演示市^演示省", 13: "19900000001~^^^^^^^^^^^19900000002"])
            + "NK1|1|演示乙|GRD||19900000003\rDG1|1||I10|A||A\rDG1|2||I50^心衰|心力衰竭||F\rPR1|1\r"
        let (events, findings) = try read(told)
        #expect(findings == [])
        let row = "住院号,科室,病区,主管医生,出院诊断,手术,离院方式,病案号,姓名,性别,出生日期,住址,电话,家属电话,与患者关系,出院日期\n"
            + "ZY01,N1,W1,D1,心力衰竭,1,1,MR0001,演示甲,1,1960-02-01,演示省演示市演示路1号,19900000001;19900000002,19900000003,监护人,2026-11-25 14:30:05\n"
        var expected = try #require(Sample.read(row).events.first)
        (expected.line, expected.unitField) = (1, "PV1-10")
        #expect(events == [expected])
        #expect(events.first?.naturalKey == .declared("ZY01/1"))
    }

    @Test("a cancelled discharge withdraws the first discharge of the stay") func cancelled() throws {
        let (events, findings) = try read(message("A13"))
        #expect(findings == [])
        #expect(events.map(\.kind) == ["eventWithdrawn"])
        #expect(events.first?.attributes == ["kind": .text("patientDischarged"), "event": .text("ZY01/1")])
    }

    @Test("an update corrects and begins nothing; a death is told beside it on a line of its own") func update() throws {
        let (events, findings) = try read(message("A08", pv1: [45: "20261125143005"], pid: [29: "20261126080000", 30: "Y"]))
        #expect(findings == [])
        #expect(events.map(\.kind) == ["patientDischarged", "subjectChanged"])
        #expect(events.map(\.isCorrectionOnly) == [true, false] && events.map(\.line) == [1, 3])
        #expect(events.last?.attributes == ["status": .text("deceased")])
        #expect(try read(Array(message("A08", pv1: [45: "20261125143005"], pid: [29: "20261126", 30: "Y"]).utf8), afterLine: 1).events.map(\.line) == [3])
    }

    @Test("merges tell who became whom, each patient of the message") func merges() throws {
        let pair = "PID|1||MR2^^^H1^MR||TEST^B\rMRG|MR1^^^H1^MR||||||TEST^A\r"
        let (events, findings) = try read(message("A40").components(separatedBy: "PID|")[0] + pair + pair.replacing("MR1", with: "MR3") + pair.replacing("MR1", with: "MR2"))
        #expect(findings == [])
        #expect(events.map(\.party?.number) == ["MR1", "MR3"] && events.map(\.line) == [1, 6], "a number is not merged with itself")
        #expect(events.allSatisfy { $0.kind == "subjectChanged" && $0.attributes == ["mergedInto": .text("MR2")] })
        for bad in [pair.replacing("MR1^^^H1^MR", with: ""), "PID|1||||TEST^B\rMRG|MR1\r", "MRG|MR1\r"] {
            let (events, findings) = try read(message("A40").components(separatedBy: "PID|")[0] + "PV1|1\r" + bad)
            #expect(events == [] && findings.count == 1)
        }
    }

    @Test("offsets, days alone and what is no moment") func moments() throws {
        let moments = ["20261125143005.25+0000", "202611252230+0800", "20261125"].map { (try? read(message("A03", pv1: [45: $0])).events.first)?.occurredAt.milliseconds }
        #expect(moments[0] == 1_795_617_005_000 && moments[1] == 1_795_617_000_000 && moments[2] == 1_795_536_000_000)
        let (events, findings) = try read(message("A03", pv1: [45: "yesterday"]))
        #expect(events == [] && findings.map(\.code) == ["row.dateUnreadable"])
        #expect(findings.first?.place == Place(source: "a.hl7", line: 1, path: "PV1-45"))
    }

    // MARK: Bytes

    @Test("GB 18030 is decoded before it is split: trail bytes look like separators", arguments: ["GB 18030-2000", "GBK", "", "UNICODE UTF-8"])
    func gb18030(declared: String) throws {
        // Four characters whose second bytes are those of `|`, `\\`, `^` and `~`.
        let text = message("A03", pv1: [45: "20261125"], pid: [5: "@"], msh: [18: declared])
        let bytes = text.utf8.flatMap { $0 == 0x40 ? [0x81, 0x7C, 0x81, 0x5C, 0x81, 0x5E, 0x81, 0x7E] as [UInt8] : [$0] }
        let (events, findings) = try read(bytes)
        let name = try #require(events.first?.party?.name)
        #expect(name.count == 4 && name.unicodeScalars.allSatisfy { $0.value > 0x4E00 })
        #expect(findings.map(\.code) == (declared == "UNICODE UTF-8" ? ["hl7.charsetOther"] : []))
    }

    @Test("escapes, own separators, null") func escapes() throws {
        let text = message("A03", pv1: [45: "20261125"], pid: [5: #"a\T\b\S\c\X41\\.br\d\Q\"#, 11: "\"\""]).replacing("|", with: "!")
        let party = try #require(try read(text).events.first?.party)
        #expect(party.name == "a&b^cA\nd\\Q\\" && party.address == nil)
    }

    @Test("CR, LF, CRLF, MLLP frames and batches", arguments: ["\r", "\n", "\r\n"]) func ends(end: String) throws {
        let one = message("A03", pv1: [45: "20261125"]).replacing("\r", with: end)
        let batch = ["FHS|^~\\&", "BHS|^~\\&"].joined(separator: end) + end + one + "\u{0B}" + one + "\u{1C}" + end + "BTS|2" + end + "FTS|1" + end
        let (events, findings) = try read("\u{FEFF}" + batch)
        #expect(findings == [])
        #expect(events.map(\.line) == [3, 7])
    }

    // MARK: What is not taken

    @Test("other messages are accepted and not used, each type told once") func others() throws {
        let texts = [message("A05"), message("A05"), message("A03", pv1: [2: "O"]), message("A40"), message("A03", msh: [11: "T"]), "MSH|^~\\&|X\r"]
        let (events, findings) = try read(texts.joined() + message("A03", pv1: [45: "20261125"]))
        #expect(events.map(\.line) == [22])
        #expect(findings.map(\.code) == ["hl7.notUsed", "hl7.notUsed", "hl7.mergeIncomplete", "hl7.notProduction", "hl7.noType"])
    }

    @Test("a discharge without number or unit names the field") func missing() throws {
        let (events, findings) = try read(message("A03", pv1: [3: "", 10: "", 19: "", 45: "20261125"]))
        #expect(events == [])
        #expect(Set(findings.map(\.place.path)) == ["PV1-10", "PV1-19"] && findings.allSatisfy { $0.code == "row.required" })
    }

    @Test("truncated and hostile messages are findings; the next message is read") func hostile() throws {
        let good = message("A03", pv1: [45: "20261125"])
        let long = "MSH|^~\\&|" + String(repeating: "x", count: 9000) + "\rPID|" + String(repeating: "~", count: 9000) + "\r"
        for (bad, code) in [("MSH\r", "hl7.badHeader"), ("MSH||||||||||\r", "hl7.badHeader"), (long, "hl7.tooLong"), ("MSH|^~\\&|||||||ADT^A03\r", "hl7.noPatient")] {
            let (events, findings) = try read(bad + good)
            #expect(events.count == 1 && findings.map(\.code) == [code])
        }
        #expect(try read("x\ry\r" + good).findings.map(\.code) == ["hl7.strayLines"])
        #expect(try read("").findings.map(\.code) == ["hl7.noMessage"])
        let bytes = Array(good.utf8)
        for end in stride(from: 1, to: bytes.count, by: 3) { #expect(try read(Array(bytes[..<end])).events.count <= 1) }
    }

    @Test("a file of messages is known by its first bytes") func recognised() {
        #expect(HL7Reader.recognises(Array("\u{FEFF}\u{0B}MSH|^~\\&".utf8)) && HL7Reader.recognises(Array("FHS!^~\\&".utf8)))
        #expect(!HL7Reader.recognises(Array("MSH,PID\n".utf8)) && !HL7Reader.recognises(Array("MSHA|".utf8)) && !HL7Reader.recognises([]))
    }
}
