import Domain

/// What one message says: the facts it tells, and what is wrong with it.
public struct HL7Reading: Sendable {
    /// Nil when its first segment is unusable.
    public var header: HL7Header?
    public var events: [IncomingEvent] = []
    public var findings: [Finding] = []
    /// The type of a message that is accepted and not used.
    public var notUsed: String?
    /// What the message tells, without the number and the time of this sending of it: the same message again has the same.
    public var content: [UInt8] = []
    /// False when some bytes are no text in its encoding.
    var isWhole = true
}

/// Reads single messages; the same whether they come in a file or over a connection.
struct HL7MessageReader: Sendable {
    private let name: String?
    private let forms: HL7Forms
    private let readers: [String: EventRowReader]

    init(registry: EventRegistry, words: ImportWords, zone: CivilZone, name: String?) {
        (self.name, forms) = (name, HL7Forms(words.messages, registry))
        readers = forms.all.mapValues { form in
            EventRowReader(
                mapping: TableMapping(kind: form.kind, targets: form.columns.map(\.target)), header: CSVRow(line: 0, fields: form.columns.map(\.label)),
                registry: registry, words: words, zone: zone, name: name)
        }
    }

    /// Whether any message of this type is used.
    func knows(type: String) -> Bool { forms.table.knows(type: type) }

    /// - Parameter afterLine: events told on this line or before are passed over.
    func read(_ piece: HL7Cutter.Piece, _ charset: HL7Charset, afterLine: Int = 0) -> HL7Reading {
        var reading = HL7Reading()
        let place = Place(source: name, line: piece.line)
        guard let text = charset.decode(piece, { reading.findings.append($0) }) else { return reading }
        reading.isWhole = text.isWhole
        guard let message = HL7Message(text.bytes, line: piece.line) else {
            reading.findings.append(Finding(.error, "hl7.badHeader", at: place))
            return reading
        }
        reading.header = HL7Header(message, text.encoding)
        reading.content = Self.content(of: message, text.bytes)
        switch HL7Meaning.of(message, forms) {
        case .notUsed(let type): reading.notUsed = type
        case .fault(let severity, let code): reading.findings.append(Finding(severity, code, at: place))
        case .events(let tellings):
            for telling in tellings where telling.line > afterLine { event(telling, &reading) }
        }
        return reading
    }

    private static func content(of message: HL7Message, _ text: [UInt8]) -> [UInt8] {
        let type = message.segments[0].fields.count > 9 ? Array(message.segments[0].fields[9]) : []
        return type + text.drop { $0 != 0x0D }
    }

    /// The message as a row of a table; findings name the field instead of a column.
    private func event(_ telling: HL7Meaning.Telling, _ reading: inout HL7Reading) {
        let row = CSVRow(line: telling.line, fields: telling.form.columns.map { $0.value(in: telling.message) })
        var findings: [Finding] = []
        let event = readers[telling.name]?.read(row) { finding in
            var finding = finding
            finding.place.column = nil
            findings.append(finding)
        }
        reading.findings += findings
        guard var event else { return }
        event.isCorrectionOnly = telling.isCorrectionOnly
        event.keepsMoment = telling.isCorrectionOnly && telling.form.column(.occurredAt)?.fields.first?.value(in: telling.message).isEmpty == true
        reading.events.append(event)
    }
}
