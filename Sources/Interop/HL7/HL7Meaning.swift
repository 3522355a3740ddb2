import Domain

/// What a message is for: the events it tells, or why it tells none.
enum HL7Meaning {
    struct Telling {
        var form: HL7Form
        /// Line of the segment that tells it: two events of one message have different ones.
        var line: Int
        /// An update changes what is known and begins nothing.
        var isCorrectionOnly = false
    }

    case events([Telling])
    /// Accepted and not used: another type, a visit that is no stay.
    case notUsed(String)
    case fault(Finding.Severity, String)

    static func of(_ message: HL7Message) -> HL7Meaning {
        let (type, trigger) = (message.value("MSH", 9, 1), message.value("MSH", 9, 2))
        guard !type.isEmpty else { return .fault(.error, "hl7.noType") }
        guard type == "ADT" else { return .notUsed(type + (trigger.isEmpty ? "" : "^" + trigger)) }
        // Training and debugging messages tell nothing that happened (HL7 table 0103).
        guard ["", "P"].contains(message.value("MSH", 11)) else { return .fault(.warning, "hl7.notProduction") }
        return adt(trigger, HL7Values(message: message))
    }

    private static func adt(_ trigger: String, _ values: HL7Values) -> HL7Meaning {
        let message = values.message
        let line = message.segments[0].line
        if trigger == "A40" { return .fault(.error, "hl7.mergeNotCarriedOut") }
        guard ["A01", "A03", "A08", "A11", "A13"].contains(trigger) else { return .notUsed("ADT^" + trigger) }
        guard message.has("PID") else { return .fault(.error, "hl7.noPatient") }
        let patientClass = message.value("PV1", 2)
        guard trigger == "A08" || !ambulatory.contains(patientClass) else { return .notUsed("ADT^\(trigger), PV1-2 \(patientClass)") }
        var tellings: [Telling] = []
        switch trigger {
        case "A01": tellings = [Telling(form: .admitted, line: line)]
        case "A03": tellings = [Telling(form: .discharged, line: line)]
        case "A11": tellings = [Telling(form: .withdrawn("patientAdmitted"), line: line)]
        case "A13": tellings = [Telling(form: .withdrawn("patientDischarged"), line: line)]
        default: tellings = update(values, line, isStay: !ambulatory.contains(patientClass))
        }
        if tellsDeath(values, trigger) { tellings.append(Telling(form: .deceased, line: message.all("PID")[0].line)) }
        return tellings.isEmpty ? .notUsed("ADT^" + trigger) : .events(tellings)
    }

    /// A discharge by death says it by its disposition.
    private static func tellsDeath(_ values: HL7Values, _ trigger: String) -> Bool {
        guard values.isDead else { return false }
        return trigger == "A01" || trigger == "A08" || (trigger == "A03" && !["died", "5"].contains(values.disposition))
    }

    /// An update says again what is known of the stay: of the discharge when it tells one, else of the admission.
    private static func update(_ values: HL7Values, _ line: Int, isStay: Bool) -> [Telling] {
        guard isStay, !values.admission.isEmpty else { return [] }
        let isDischarged = !values.message.value("PV1", 45).isEmpty
        return [Telling(form: isDischarged ? .discharged : .admitted, line: line, isCorrectionOnly: true)]
    }

    /// Classes of visits that are no stays (HL7 table 0004): emergency, outpatient, not yet admitted, recurring, commercial account.
    private static let ambulatory: Set = ["E", "O", "P", "R", "C"]
}
