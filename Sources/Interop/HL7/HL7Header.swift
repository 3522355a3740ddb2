/// What the first segment of a message (MSH) says, as far as an answer needs it.
public struct HL7Header: Sendable, Hashable {
    /// Bytes of a first segment that are looked at when the message has no end.
    static let longest = 8 * 1024

    /// MSH-3 and MSH-4: which program of which place sends.
    public var application, facility: String
    /// MSH-9: `ADT`, `A01`.
    public var type, trigger: String
    /// MSH-10: the sender's own number of the message.
    public var controlID: String
    /// MSH-11: `P` for what really happened.
    public var processing: String
    /// MSH-12: `2.4`.
    public var version: String
    /// MSH-15, MSH-16: when the sender wants to know that the message is kept, and what became of it; `AL`, `NE`, `ER`, `SU`.
    public var acceptWish, applicationWish: String
    /// How the message was read.
    public var encoding: TextEncoding
    /// MSH-3, 4, 5, 6 and 18 as they are written, escapes and all: they go back as they came.
    let written: [Int: String]
    let signs: HL7Signs

    /// Whether receipt and result are answered separately (HL7 v2.5.1, chapter 2.9.3).
    public var isEnhanced: Bool { !acceptWish.isEmpty || !applicationWish.isEmpty }

    init(_ message: HL7Message, _ encoding: TextEncoding) {
        (application, facility) = (message.value("MSH", 3), message.value("MSH", 4))
        (type, trigger) = (message.value("MSH", 9, 1), message.value("MSH", 9, 2))
        (controlID, processing, version) = (message.value("MSH", 10), message.value("MSH", 11), message.value("MSH", 12))
        (acceptWish, applicationWish) = (message.value("MSH", 15), message.value("MSH", 16))
        (self.encoding, signs) = (encoding, message.signs)
        let fields = message.segments[0].fields
        written = [3, 4, 5, 6, 10, 18].reduce(into: [:]) { written, field in
            guard field < fields.count, !fields[field].isEmpty else { return }
            written[field] = String(decoding: fields[field], as: UTF8.self)
        }
    }
}
