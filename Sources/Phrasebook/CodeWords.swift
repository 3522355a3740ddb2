import Domain

/// Codes with arguments, in sentences: what the engine and the use cases hand out as data becomes words here.
///
/// Each kind of code has a room in the catalogues; a code without a sentence shows as its key, and an argument that is
/// not given leaves its place empty. Arguments come as plain data and are written for people: moments, weekdays, periods, channels.
extension CivilWords {
    /// What is wrong: `finding.<code>`.
    public func sentence(_ finding: Finding) -> String { said("finding", finding.code, finding.arguments) ?? "«finding.\(finding.code)»" }

    /// What to do about it: `finding.<code>.remedy`; empty when the catalogue knows no remedy.
    public func remedy(_ finding: Finding) -> String { said("finding", finding.code + ".remedy", finding.arguments) ?? "" }

    /// A step of a derivation: `derivation.<code>`.
    public func sentence(_ step: DerivationStep) -> String { said("derivation", step.code, step.arguments) ?? "«derivation.\(step.code)»" }

    /// An act of the journal, `contact.recorded`: `act.<code>`.
    public func act(_ code: String) -> String { said("act", code, [:]) ?? code }

    /// Why a use case did nothing, `followUp.settled`: `refusal.<code>`.
    public func refusal(_ code: String, _ arguments: [String: String] = [:]) -> String { said("refusal", code, arguments) ?? phrases("error.conflictWords") }

    /// What followed from a contact: `effect.<code>`; the code may come with the room in front.
    public func effect(_ code: String, _ arguments: [String: String]) -> String {
        let bare = code.hasPrefix("effect.") ? String(code.dropFirst("effect.".count)) : code
        return said("effect", bare, arguments) ?? "«effect.\(bare)»"
    }

    /// A word for a code of a room (`reason`, `relation`, `kind`, `right` …); the code itself when the catalogue has none.
    public func word(_ room: String, _ code: String) -> String { said(room, code, [:]) ?? code }

    /// The sentence of a room's code; nil when the catalogue has none.
    public func said(_ room: String, _ code: String, _ arguments: [String: String]) -> String? {
        guard let phrase = phrases.phrase(PhraseKey(room + "." + code)) else { return nil }
        let isLimit = Self.limits.contains(code)
        return phrase.filled { name in arguments[name].map { written(name, $0, isLimit: isLimit) } ?? "" }
    }

    /// Steps whose midnight is the end of the day before.
    private static let limits: Set = ["due", "aimed", "earlierOf", "laterOf", "lastSlotInside", "deferredToSlot", "noContactSlot", "asAsked"]

    private func written(_ name: String, _ value: String, isLimit: Bool) -> String {
        switch name {
        case "weekday": return Int(value).flatMap { (1...7).contains($0) ? weekdayName($0) : nil } ?? value
        case "channel", "first": return ContactChannel(rawValue: value).map(phrases.channel) ?? value
        case "minutes": return Int(value).map { phrases.duration(seconds: $0 * 60) } ?? value
        default: return moment(value, isLimit: isLimit) ?? Period(value).map(phrases.period) ?? value
        }
    }

    private func moment(_ value: String, isLimit: Bool) -> String? {
        guard value.utf8.contains(UInt8(ascii: "T")), let instant = zone.instant(iso: value) else { return nil }
        return isLimit ? fullLimit(instant) : full(instant)
    }
}

/// For callers without a place and time of their own, such as the command line: moments are written in the zone of China.
extension Phrases {
    public func sentence(_ finding: Finding) -> String { plainly.sentence(finding) }
    public func remedy(_ finding: Finding) -> String { plainly.remedy(finding) }

    /// Findings name moments in full, so that it does not matter when they are read.
    private var plainly: CivilWords { CivilWords(self, zone: .shanghai, now: Instant(milliseconds: 0)) }
}
