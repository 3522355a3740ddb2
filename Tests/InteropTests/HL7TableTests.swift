import Domain
import Interop
import Testing

/// The table that says what messages mean: the product's own, and a site's changes to it.
@Suite("HL7 table") struct HL7TableTests {
    private let message = "MSH|^~\\&|HIS|H1|||1||ADT^A03|1|P|2.5\rEVN||20261125150000\rPID|1||MR1^^^H1^MR||TEST^A\r"
        + "PV1|1|I|W1^02^03|||||D9||N1|||||||||ZY1\rDG1|1||J18|pneumonia|||||||||||2\rDG1|2||I10^pressure|||F|||||||||1\rZX1|A^B~C^D|20261124\r"

    private func table(messages: String? = nil, fields: String? = nil, codes: String? = nil) -> (table: HL7Table, findings: [Finding]) {
        var (table, findings) = (Sample.words.messages, [Finding]())
        if let messages { table.takeMessages(Array(("message,does,event,when\n" + messages).utf8), name: "m.csv") { findings.append($0) } }
        if let fields { table.takeFields(Array(("event,column,field\n" + fields).utf8), name: "f.csv") { findings.append($0) } }
        if let codes { table.takeCodes(Array(("column,written,meant\n" + codes).utf8), name: "c.csv") { findings.append($0) } }
        return (table, findings)
    }

    private func event(_ table: HL7Table, _ text: String? = nil) -> IncomingEvent? {
        var words = Sample.words
        words.messages = table
        return HL7Wire(registry: Sample.registry, words: words).read(Array((text ?? message).utf8)).reading.events.first
    }

    /// The attribute `diagnosis` under another place.
    private func diagnosis(_ field: String) -> AttributeValue? {
        let (table, findings) = table(fields: "patientDischarged,diagnosis,\"\(field)\"\n")
        #expect(findings == [])
        return event(table)?.attributes["diagnosis"]
    }

    @Test("places in a message", arguments: [
        ("DG1-4", "pneumonia"), ("DG1[15 is 1]-3.2", "pressure"), ("DG1[15 is 9 / 6 is F / *]-3", "I10"), ("DG1[no 6]-4", "pneumonia"), ("ZX1-1.2", "B"),
        ("ZX1-1[1 is C].2", "D"), ("ZX1-1[1 not A].2", "D"), ("ZX1-1.1+2", "AB"), ("ZX1", "1"), ("= said", "said"), ("ZX1-2 as time", "2026-11-24"), ("ZX1-1 as name", "A B"),
    ])
    func places(field: String, value: String) { #expect(diagnosis(field) == .text(value)) }

    @Test("what the chosen segment does not say is not taken from another") func chosen() {
        #expect(diagnosis("DG1[15 is 1 / *]-4") == nil)
    }

    @Test("what is not written like a place", arguments: ["DG1-", "dg1-4", "DG1[-4", "DG1[15 is]-4", "DG1-4.x", "DG1-4 as nothing", "DG1 as name", "DG1-4 name", ""])
    func unreadable(field: String) {
        let findings = table(fields: "patientDischarged,diagnosis,\"\(field)\"\n").findings
        #expect(findings.map(\.code) == (field.isEmpty ? [] : ["hl7table.fieldUnreadable"]))
        #expect(field.isEmpty || findings.first?.place == Place(source: "f.csv", line: 2, path: "field"))
    }

    @Test("a site's rows stand in the place of the product's, column by column; no field, no column") func own() {
        let changed = table(fields: "patientDischarged,attendingPhysician,PV1-8\npatientDischarged,diagnosis,\n").table
        #expect(event(changed)?.attributes["attendingPhysician"] == .text("D9") && event(changed)?.attributes["diagnosis"] == nil)
        #expect(event(changed)?.unitCode == "N1", "the others stay")
    }

    @Test("a site's rows of a message stand in the place of all of that message") func ownMessages() {
        let (changed, findings) = table(messages: "ADT^A03,withdraws,patientDischarged,PV1-2 is I\nZZZ^Z01,tells,patientDischarged,PV1-2 not O & PV1-19\n")
        #expect(findings == [] && event(changed)?.kind == "eventWithdrawn")
        #expect(event(changed, message.replacing("ADT^A03", with: "ZZZ^Z01"))?.kind == "patientDischarged", "another type is used when the table says so")
        #expect(event(changed, message.replacing("ADT^A03", with: "ZZZ^Z01").replacing("PV1|1|I", with: "PV1|1|O")) == nil)
    }

    @Test("codes of a site") func codes() {
        let (changed, findings) = table(fields: "patientDischarged,disposition,ZX1-1\n", codes: "disposition,A,5\n")
        #expect(findings == [] && event(changed)?.attributes["disposition"] == .text("died"))
    }

    @Test("rows that say nothing usable are told with their line") func rows() {
        #expect(table(messages: "ADT^A03,knows,patientDischarged,\nADT^A03,tells,patientDischarged,PV1-2 like I\n").findings.map(\.code) == [
            "hl7table.unknownVerb", "hl7table.conditionUnreadable",
        ])
        var findings: [Finding] = []
        var table = HL7Table()
        table.takeFields(Array("event,column\nx,y\n".utf8), name: "f.csv") { findings.append($0) }
        #expect(findings.map(\.code) == ["table.missingColumn"])
    }

    @Test("the product's table fits its registry's events; events and columns that are none are told") func checked() {
        let wrong = table(
            messages: "ADT^A05,tells,patientThere,\nADT^A11,withdraws,nothing,\nADT^A06,tells,caseClosed,\n", fields: "patientDischarged,mood,PV1-9\npatientDischarged,unit,\n").table
        let findings = wrong.findings(Sample.registry).filter { !["patientAdmitted", "subjectChanged/merged"].contains($0.arguments["value"]) }
        #expect(findings.filter { $0.code == "hl7table.unknownEvent" }.map { $0.arguments["value"] } == ["patientThere", "nothing"])
        #expect(findings.filter { $0.code == "hl7table.unknownColumn" }.map { $0.arguments["value"] }.contains("mood"))
        #expect(findings.filter { $0.code == "hl7table.missingColumn" }.contains { $0.arguments == ["value": "unit", "event": "patientDischarged"] })
        #expect(findings.filter { $0.code == "hl7table.missingColumn" }.contains { $0.arguments == ["value": "case", "event": "caseClosed"] })
    }
}
