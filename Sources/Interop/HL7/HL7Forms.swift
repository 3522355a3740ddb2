/// Which fields of a message fill which columns of an event; the columns are those of a table, so that a fact by message and by table is one.
struct HL7Form: Sendable {
    struct Column: Sendable {
        var target: TableMapping.Target
        /// The field as findings name it.
        var label: String
        var value: @Sendable (HL7Values) -> String
    }

    let kind: String
    let columns: [Column]

    private static func attribute(_ name: String, _ label: String, _ value: @escaping @Sendable (HL7Values) -> String) -> Column {
        Column(target: .attribute(name), label: label, value: value)
    }

    private static func envelope(_ name: String, _ label: String, _ value: @escaping @Sendable (HL7Values) -> String) -> Column {
        Column(target: .envelope(name), label: label, value: value)
    }

    private static func occurred(_ label: String, _ value: @escaping @Sendable (HL7Values) -> String) -> Column {
        Column(target: .occurredAt, label: label, value: value)
    }

    private static let patient = [
        envelope("partyNumber", "PID-3", \.partyNumber), envelope("partyName", "PID-5", \.partyName), envelope("phone", "PID-13", \.phones),
        envelope("contactPhone", "NK1-5", \.contactPhones), envelope("contactRelation", "NK1-3", \.contactRelation),
        envelope("address", "PID-11", \.address), envelope("sex", "PID-8", \.sex), envelope("bornOn", "PID-7", \.bornOn),
    ]

    private static let stay = [
        envelope("unit", "PV1-10", \.unit), attribute("admission", "PV1-19", \.admission), attribute("ward", "PV1-3", { $0.message.value("PV1", 3) }),
        attribute("attendingPhysician", "PV1-7", \.attendingPhysician), attribute("diagnosis", "DG1-4", \.diagnosisText),
    ]

    static let admitted = HL7Form(
        kind: "patientAdmitted",
        columns: [occurred("PV1-44", { $0.moment(("PV1", 44), ("EVN", 6), ("EVN", 2)) })] + patient + stay + [
            attribute("bed", "PV1-3", { $0.message.value("PV1", 3, 3) }), attribute("contactPerson", "NK1-2", \.contactName),
        ])

    static let discharged = HL7Form(
        kind: "patientDischarged",
        columns: [occurred("PV1-45", { $0.moment(("PV1", 45), ("EVN", 6), ("EVN", 2)) })] + patient + stay + [
            attribute("diagnosisCode", "DG1-3", \.diagnosisCode), attribute("surgery", "PR1", \.surgery), attribute("disposition", "PV1-36", \.disposition),
        ])

    static let deceased = HL7Form(
        kind: "subjectChanged",
        columns: [occurred("PID-29", { $0.moment(("PID", 29), ("EVN", 6), ("EVN", 2)) })] + patient + [attribute("status", "PID-30", { _ in "deceased" })])

    static func withdrawn(_ kind: String) -> HL7Form {
        HL7Form(
            kind: "eventWithdrawn",
            columns: [
                occurred("EVN-2", { $0.moment(("EVN", 6), ("EVN", 2), ("MSH", 7)) }), attribute("kind", "MSH-9", { _ in kind }),
                attribute("event", "PV1-19", \.admission),
            ])
    }

    static let all = [admitted, discharged, deceased, withdrawn("patientAdmitted"), withdrawn("patientDischarged")]
}
