import Domain

/// The acknowledgement of one message (HL7 v2.5.1, chapter 2.9), in the sender's own signs and encoding.
public struct HL7Answer: Sendable {
    public enum Verdict: Sendable, Hashable {
        /// Kept, durably.
        case accepted
        /// Understood, and something in it was not taken: sending it again as it is changes nothing.
        case faulty
        /// Not understood, or not now.
        case refused
    }

    /// One thing that is wrong, with the words that a person at the sender's end will read.
    public struct Problem: Sendable {
        var finding: Finding
        var words: String

        public init(_ finding: Finding, words: String) { (self.finding, self.words) = (finding, words) }
    }

    private let header: HL7Header?
    private let signs: HL7Signs
    private let verdict: Verdict
    private let problems: [Problem]
    private let moment: String
    private let number: String

    /// More than these say no more.
    private static let most = 20

    /// - Parameters:
    ///   - header: of the message; nil when it could not be read.
    ///   - moment: when the answer is given, in the zone of the organisation.
    ///   - number: the answer's own number.
    public init(to header: HL7Header?, _ verdict: Verdict, _ problems: [Problem] = [], at now: Instant, in zone: CivilZone, number: String) {
        (self.header, signs, self.verdict) = (header, header?.signs ?? .usual, verdict)
        (self.problems, self.number) = (Array(problems.prefix(Self.most)), number)
        moment = Self.stamp(now, zone)
    }

    /// What goes back, each in a frame of its own: in the original mode one answer, in the enhanced mode receipt, result, both or none.
    public var messages: [[UInt8]] {
        guard let header, header.isEnhanced else { return [message(code("A"), number)] }
        var messages: [[UInt8]] = []
        let isReceiptWanted = isWanted(header.acceptWish)
        if isReceiptWanted { messages.append(message(code("C"), number)) }
        // What the receipt refused has no result.
        if isWanted(header.applicationWish), verdict == .accepted || !isReceiptWanted {
            messages.append(message(code("A"), messages.isEmpty ? number : number + "R"))
        }
        return messages
    }

    /// HL7 table 0155: always, errors only, success only, never.
    private func isWanted(_ wish: String) -> Bool {
        switch wish {
        case "AL": true
        case "ER": verdict != .accepted
        case "SU": verdict == .accepted
        default: false
        }
    }

    /// HL7 table 0008.
    private func code(_ mode: String) -> String {
        switch verdict {
        case .accepted: mode + "A"
        case .faulty: mode + "E"
        case .refused: mode + "R"
        }
    }

    // MARK: Segments

    private func message(_ code: String, _ number: String) -> [UInt8] {
        encoded(([head(number), acknowledgement(code)] + errors).map { $0 + "\r" }.joined())
    }

    private func head(_ number: String) -> String {
        let (field, component) = (sign(signs.field), sign(signs.component))
        let type = ["ACK", header.map { escapes.written($0.trigger) } ?? ""].filter { !$0.isEmpty }
        let version = header?.version.isEmpty == false ? escapes.written(header?.version ?? "") : "2.5"
        let structure = type.count > 1 && !["2.1", "2.2", "2.3"].contains(version) ? type + ["ACK"] : type
        var fields = [
            "MSH" + field + component + sign(signs.repetition) + sign(signs.escape) + sign(signs.subcomponent), header?.written[5] ?? "HUIYIN", header?.written[6] ?? "",
            header?.written[3] ?? "", header?.written[4] ?? "", moment, "", structure.joined(separator: component), number, "P", version,
        ]
        if let charset { fields += ["", "", "", "", "", charset] }
        return fields.joined(separator: field)
    }

    /// From 2.5 on what is wrong has a segment for each; before that one, and its words stand beside the code.
    private func acknowledgement(_ code: String) -> String {
        var fields = ["MSA", code, header?.written[10] ?? ""]
        if !isLong, let first = problems.first { fields.append(escapes.written(first.words)) }
        return fields.joined(separator: sign(signs.field))
    }

    private var errors: [String] {
        isLong ? problems.map(error) : problems.prefix(1).map(shortError)
    }

    private func error(_ problem: Problem) -> String {
        let (component, code) = (sign(signs.component), HL7ErrorCode.of(problem.finding))
        let grade = switch problem.finding.severity {
        case .error: "E"
        case .warning: "W"
        case .note: "I"
        }
        return [
            "ERR", "", location(problem.finding).joined(separator: component), [code.number, code.text, "HL70357"].joined(separator: component), grade,
            [escapes.written(problem.finding.code), "", "L"].joined(separator: component), "", "", escapes.written(problem.words),
        ].joined(separator: sign(signs.field))
    }

    private func shortError(_ problem: Problem) -> String {
        let code = HL7ErrorCode.of(problem.finding)
        let place = location(problem.finding)
        let described = [code.number, code.text, "HL70357"].joined(separator: sign(signs.subcomponent))
        return "ERR" + sign(signs.field) + ((place + ["", "", ""]).prefix(3) + [described]).joined(separator: sign(signs.component))
    }

    /// `PV1-3.1` as segment, which of them, field, repetition, component.
    private func location(_ finding: Finding) -> [String] {
        let parts = (finding.place.path ?? "").split(separator: "-")
        guard let segment = parts.first, segment.count == 3 else { return [] }
        guard parts.count == 2 else { return [String(segment), "1"] }
        let numbers = parts[1].split(separator: ".").map(String.init)
        return [String(segment), "1", numbers[0]] + (numbers.count > 1 ? ["1", numbers[1]] : [])
    }

    // MARK: Writing

    private var escapes: HL7Escapes { HL7Escapes(signs: signs) }

    private func sign(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }

    private var isLong: Bool {
        guard let version = header?.version, !version.isEmpty else { return true }
        let parts = version.split(separator: ".").compactMap { Int($0) }
        return parts.count < 2 || parts[1] >= 5
    }

    /// As the sender wrote it; a sender that wrote nothing and needed more than ASCII is told.
    private var charset: String? {
        if let said = header?.written[18] { return said }
        return header?.encoding == .gb18030 ? "GB 18030-2000" : nil
    }

    private func encoded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard let encoding = header?.encoding, encoding != .utf8, bytes.contains(where: { $0 >= 0x80 }) else { return bytes }
        return TextConverter(to: encoding)?.convert(bytes, isLast: true) { _ in } ?? bytes
    }

    /// `20261125143005+0800`.
    private static func stamp(_ now: Instant, _ zone: CivilZone) -> String {
        let digits = zone.iso(Instant(milliseconds: now.milliseconds / 1000 * 1000)).filter { $0.isNumber || $0 == "+" }
        return digits.contains("+") ? digits : String(digits.prefix(14)) + "-" + digits.suffix(4)
    }
}

/// What a finding is called in HL7 table 0357.
enum HL7ErrorCode {
    static func of(_ finding: Finding) -> (number: String, text: String) {
        switch finding.code {
        case "hl7.noMessage", "hl7.severalMessages", "hl7.tooLong": ("100", "Segment sequence error")
        case "hl7.noType", "hl7.noControlID", "hl7.noPatient", "row.required", "row.nobodyNamed": ("101", "Required field missing")
        case "row.codeUnknown": ("103", "Table value not found")
        case "hl7.typeUnknown": ("200", "Unsupported message type")
        case "hl7.notProduction": ("202", "Unsupported processing id")
        case "hl7.versionUnknown": ("203", "Unsupported version id")
        case "event.unknownUnit", "event.nothingToCorrect", "hl7.senderUnknown", "hl7.notAllowed": ("204", "Unknown key identifier")
        case "hl7.controlReused": ("205", "Duplicate key identifier")
        case "hl7.busy": ("207", "Application internal error")
        default: ("102", "Data type error")
        }
    }
}
