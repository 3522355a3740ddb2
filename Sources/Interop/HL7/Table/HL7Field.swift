/// A place in a message as the table of fields writes it:
/// `PV1-45 as time`, `PID-3[5 is MR].1`, `DG1[15 is 1 / 6 is F / *]-4`, `PV1-7.2+3`, `PID-5 as name`, `PR1` (whether it is there), `= deceased` (those words).
struct HL7Field: Sendable, Hashable {
    enum Form: String, Sendable {
        case text, time, day, name, phones, address
    }

    private enum Place: Sendable, Hashable {
        case words(String)
        case presence(String)
        case field(segment: String, segments: [HL7Choice], number: Int, repetitions: [HL7Choice], components: [Int])
    }

    private let place: Place
    let form: Form

    /// Nil when it is not written like one.
    init?(_ written: String) {
        if written.hasPrefix("=") {
            (place, form) = (.words(String(written.dropFirst()).trimmed), .text)
            return
        }
        let pattern = #/([A-Z][A-Z0-9]{2})(?:\[([^\]]*)\])?(?:-([0-9]{1,3})(?:\[([^\]]*)\])?(?:\.([0-9]{1,2}(?:\+[0-9]{1,2})*))?)?(?: as ([a-z]+))?/#
        guard let found = try? pattern.wholeMatch(in: written)?.output, let form = Form(rawValue: found.6.map(String.init) ?? "text") else { return nil }
        guard let segments = Self.choices(found.2), let repetitions = Self.choices(found.4) else { return nil }
        self.form = form
        guard let number = found.3.flatMap({ Int($0) }) else {
            guard found.2 == nil, found.6 == nil else { return nil }
            place = .presence(String(found.1))
            return
        }
        let components = found.5?.split(separator: "+").compactMap { Int($0) } ?? [1]
        place = .field(segment: String(found.1), segments: segments, number: number, repetitions: repetitions, components: components)
    }

    private static func choices(_ written: Substring?) -> [HL7Choice]? {
        guard let written else { return [.any] }
        let choices = written.split(separator: "/", omittingEmptySubsequences: false).map { HL7Choice(String($0)) }
        return choices.contains(nil) ? nil : choices.compactMap(\.self)
    }

    /// As findings name it; nil for words of the table itself.
    var label: String? {
        switch place {
        case .words: nil
        case .presence(let segment): segment
        case .field(let segment, _, let number, _, _): segment + "-" + String(number)
        }
    }

    var segment: String? {
        switch place {
        case .words: nil
        case .presence(let segment), .field(let segment, _, _, _, _): segment
        }
    }

    // MARK: Reading

    func value(in message: HL7Message) -> String {
        switch place {
        case .words(let words): words
        case .presence(let segment): message.has(segment) ? "1" : ""
        case .field(let name, let segments, let number, let repetitions, let components):
            Self.segment(name, segments, message).map { value(message, message.repetitions($0, number), repetitions, components) } ?? ""
        }
    }

    /// The first choice that any segment answers decides, whatever its fields say: what belongs together is told together.
    private static func segment(_ name: String, _ choices: [HL7Choice], _ message: HL7Message) -> HL7Message.Segment? {
        let all = message.all(name)
        if all.count < 2, choices == [.any] { return all.first }
        return choices.lazy.compactMap { choice in all.first { segment in choice.holds { message.value(segment, $0) } } }.first
    }

    private func value(_ message: HL7Message, _ repetitions: [ArraySlice<UInt8>], _ choices: [HL7Choice], _ components: [Int]) -> String {
        if form == .phones { return repetitions.map { HL7Written.phone($0, message) }.filter { !$0.isEmpty }.joined(separator: ";") }
        for choice in choices {
            for repetition in repetitions where choice.holds({ message.component(repetition, $0) }) {
                let value = written(repetition, message, components)
                if !value.isEmpty { return value }
            }
        }
        return ""
    }

    private func written(_ repetition: ArraySlice<UInt8>, _ message: HL7Message, _ components: [Int]) -> String {
        switch form {
        case .name: HL7Written.name(repetition, message)
        case .address: HL7Written.address(repetition, message)
        case .time: HL7Written.moment(text(repetition, message, components))
        case .day: HL7Written.moment(String(text(repetition, message, components).prefix(8)))
        case .text, .phones: text(repetition, message, components)
        }
    }

    private func text(_ repetition: ArraySlice<UInt8>, _ message: HL7Message, _ components: [Int]) -> String {
        components.count == 1 ? message.component(repetition, components[0]) : components.map { message.component(repetition, $0) }.joined()
    }
}

/// Which of several segments, or of several repetitions of a field: `15 is 1`, `5 not NI ID`, `8` (filled), `no 8`, `*`.
struct HL7Choice: Sendable, Hashable {
    enum Test: Sendable, Hashable {
        case any, filled, empty
        case isOne([String])
        case isNone([String])
    }

    private let number: Int
    private let test: Test

    static let any = HL7Choice(number: 1, test: .any)

    private init(number: Int, test: Test) { (self.number, self.test) = (number, test) }

    init?(_ written: String) {
        let words = written.split(separator: " ").map(String.init)
        if words == ["*"] {
            self = .any
        } else if let (number, test) = HL7Test.read(words), let number = Int(number) {
            self.init(number: number, test: test)
        } else {
            return nil
        }
    }

    func holds(_ value: (Int) -> String) -> Bool { test == .any || HL7Test.holds(test, value(number)) }
}

/// What is asked of a value: `X`, `no X`, `X is A B`, `X not A B`.
enum HL7Test {
    static func read(_ words: [String]) -> (subject: String, test: HL7Choice.Test)? {
        switch (words.count, words.first) {
        case (2, "no"?): return (words[1], .empty)
        case (1, let subject?): return (subject, .filled)
        case (3..., let subject?) where words[1] == "is": return (subject, .isOne(Array(words[2...])))
        case (3..., let subject?) where words[1] == "not": return (subject, .isNone(Array(words[2...])))
        default: return nil
        }
    }

    static func holds(_ test: HL7Choice.Test, _ value: String) -> Bool {
        switch test {
        case .any: true
        case .filled: !value.isEmpty
        case .empty: value.isEmpty
        case .isOne(let values): values.contains(value)
        case .isNone(let values): !values.contains(value)
        }
    }
}
