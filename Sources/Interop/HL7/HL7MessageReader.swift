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
    /// The field that names the unit, for findings about it.
    public var unitField: String?
    /// False when some bytes are no text in its encoding.
    var isWhole = true
}

/// Reads single messages; the same whether they come in a file or over a connection.
struct HL7MessageReader: Sendable {
    private let name: String?
    private let readers: [String: EventRowReader]

    init(registry: EventRegistry, words: ImportWords, zone: CivilZone, name: String?) {
        self.name = name
        var readers: [String: EventRowReader] = [:]
        for form in HL7Form.all {
            guard let kind = registry.kinds[form.kind] else { continue }
            readers[form.kind] = EventRowReader(
                mapping: TableMapping(kind: kind, targets: form.columns.map(\.target)), header: CSVRow(line: 0, fields: form.columns.map(\.label)),
                registry: registry, words: words, zone: zone, name: name)
        }
        self.readers = readers
    }

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
        switch HL7Meaning.of(message) {
        case .notUsed(let type): reading.notUsed = type
        case .fault(let severity, let code): reading.findings.append(Finding(severity, code, at: place))
        case .events(let tellings):
            for telling in tellings where telling.line > afterLine { event(telling, message, &reading) }
        }
        return reading
    }

    private static func content(of message: HL7Message, _ text: [UInt8]) -> [UInt8] {
        let type = message.segments[0].fields.count > 9 ? Array(message.segments[0].fields[9]) : []
        return type + text.drop { $0 != 0x0D }
    }

    /// The message as a row of a table; findings name the field instead of a column.
    private func event(_ telling: HL7Meaning.Telling, _ message: HL7Message, _ reading: inout HL7Reading) {
        let values = HL7Values(message: message)
        let row = CSVRow(line: telling.line, fields: telling.form.columns.map { $0.value(values) })
        var findings: [Finding] = []
        let event = readers[telling.form.kind]?.read(row) { finding in
            var finding = finding
            finding.place.column = nil
            findings.append(finding)
        }
        reading.findings += findings
        guard var event else { return }
        event.isCorrectionOnly = telling.isCorrectionOnly
        reading.unitField = telling.form.columns.first { $0.target == .envelope("unit") }?.label
        reading.events.append(event)
    }
}
