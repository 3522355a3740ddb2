/// What the fields of a message say, in the form in which a cell of a table would say it. docs/hl7.md has the table.
struct HL7Values {
    let message: HL7Message

    // MARK: Moments

    /// The first of the named fields that says a moment.
    func moment(_ fields: (String, Int)...) -> String {
        fields.lazy.map { message.value($0.0, $0.1) }.first { !$0.isEmpty }.map(Self.written) ?? ""
    }

    /// `20261125143005.00+0800` as `2026-11-25 14:30:05+08:00`; what has another form stays as it is and is told.
    static func written(_ stamp: String) -> String {
        let digits = Array(stamp.prefix { $0.isASCII && $0.isNumber })
        let rest = stamp.dropFirst(digits.count)
        let zone = rest.firstIndex { $0 == "+" || $0 == "-" }.map { rest[$0...] } ?? ""
        guard [8, 10, 12, 14].contains(digits.count), zone.isEmpty || zone.count == 5 else { return stamp }
        let pairs = stride(from: 4, to: digits.count, by: 2).map { String(digits[$0...($0 + 1)]) }
        let day = String(digits[..<4]) + "-" + pairs[0] + "-" + pairs[1]
        guard pairs.count > 2 else { return day }
        let clock = pairs.count == 3 ? [pairs[2], "00"] : Array(pairs[2...])
        return day + " " + clock.joined(separator: ":") + (zone.isEmpty ? "" : zone.prefix(3) + ":" + zone.suffix(2))
    }

    var bornOn: String { Self.written(String(message.value("PID", 7).prefix(8))) }

    // MARK: The patient

    /// The hospital number: of PID-3 the repetition typed MR, else the first that is no identity or insurance number, else PID-2.
    var partyNumber: String {
        let all = message.repetitions("PID", 3).map { (number: message.component($0, 1), type: message.component($0, 5)) }
        let numbers = all.filter { !$0.number.isEmpty }
        let own = numbers.first { $0.type == "MR" } ?? numbers.first { !Self.foreign.contains($0.type) }
        return own?.number ?? message.value("PID", 2)
    }

    /// Types of numbers that other places give (HL7 table 0203): identity, insurance, passport, driving licence.
    private static let foreign: Set = ["NI", "NNCHN", "ID", "SS", "MA", "MC", "HC", "PPN", "DL", "MI", "BC"]

    /// Ideographic before phonetic; many senders put the whole name into the first component.
    var partyName: String {
        let names = message.repetitions("PID", 5)
        return (names.first { message.component($0, 8) == "I" } ?? names.first).map(name) ?? ""
    }

    private func name(_ repetition: ArraySlice<UInt8>) -> String {
        let (family, given) = (message.component(repetition, 1), message.component(repetition, 2))
        guard !family.isEmpty, !given.isEmpty else { return family + given }
        return family + ((family + given).allSatisfy(\.isASCII) ? " " : "") + given
    }

    /// Codes of HL7 table 0001 that the registry does not tell apart are `other`.
    var sex: String {
        let code = message.value("PID", 8)
        return ["A", "N", "O", "U"].contains(code) ? "other" : code
    }

    var phones: String { phones([("PID", 13), ("PID", 14)].flatMap { message.repetitions($0.0, $0.1) }) }

    /// The number stands in XTN.1, XTN.12 or XTN.6 and 7.
    private func phones(_ repetitions: [ArraySlice<UInt8>]) -> String {
        repetitions.map { phone in
            let written = [message.component(phone, 1), message.component(phone, 12)].first { !$0.isEmpty }
            return written ?? message.component(phone, 6) + message.component(phone, 7)
        }.filter { !$0.isEmpty }.joined(separator: ";")
    }

    /// Province, city, street; without what the street line says already.
    var address: String {
        guard let home = message.repetitions("PID", 11).first else { return "" }
        let street = message.component(home, 1) + message.component(home, 2)
        return [4, 3].map { message.component(home, $0) }.filter { !$0.isEmpty && !street.contains($0) }.joined() + street
    }

    // MARK: Next of kin

    var contactName: String { message.repetitions("NK1", 2).first.map(name) ?? "" }

    var contactRelation: String {
        let (code, text) = (message.value("NK1", 3, 1), message.value("NK1", 3, 2))
        return text.isEmpty ? code : text
    }

    var contactPhones: String { phones(message.repetitions("NK1", 5)) }

    // MARK: The stay

    var admission: String {
        let visit = message.value("PV1", 19)
        return visit.isEmpty ? message.value("PID", 18) : visit
    }

    /// The department: PV1-10, else the first part of the place.
    var unit: String {
        let service = message.value("PV1", 10)
        return service.isEmpty ? message.value("PV1", 3) : service
    }

    /// Code of the attending doctor, else the name.
    var attendingPhysician: String {
        let code = message.value("PV1", 7)
        return code.isEmpty ? message.value("PV1", 7, 2) + message.value("PV1", 7, 3) : code
    }

    /// Where the patient went: PV1-36, else died when PID-30 says so. A local `05` is a `5`.
    var disposition: String {
        let code = message.value("PV1", 36)
        if code.isEmpty { return isDead ? "died" : "" }
        return code.count == 2 && code.hasPrefix("0") ? String(code.dropFirst()) : code
    }

    var isDead: Bool { message.value("PID", 30) == "Y" }

    var surgery: String { message.has("PR1") ? "1" : "" }

    var diagnosisCode: String { diagnosis.map { message.value($0, 3) } ?? "" }

    var diagnosisText: String {
        guard let diagnosis else { return message.value("PV2", 3, 2) }
        let text = message.value(diagnosis, 4)
        return text.isEmpty ? message.value(diagnosis, 3, 2) : text
    }

    /// The main diagnosis: priority 1, else the final one, else the first.
    private var diagnosis: HL7Message.Segment? {
        let all = message.all("DG1")
        return all.first { message.value($0, 15) == "1" } ?? all.first { message.value($0, 6) == "F" } ?? all.first
    }
}
