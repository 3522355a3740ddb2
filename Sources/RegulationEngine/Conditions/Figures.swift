import Domain

/// The figures of an edition: stated ones as they stand, parameters as the adoption filled them, each read once.
public struct Figures: Sendable {
    private struct Reading: Sendable {
        var text: String
        var period: Period?
        var number: Double?
    }

    private let readings: [String: Reading]

    public init(_ edition: Edition) {
        let stated = edition.regulation.parameters.filter { $0.standing == .stated }
        let defaults = Dictionary(stated.compactMap { parameter in parameter.value.map { (parameter.id, $0) } }, uniquingKeysWith: { a, _ in a })
        readings = edition.values.merging(defaults) { accepted, _ in accepted }.mapValues(Self.read)
    }

    private static func read(_ text: String) -> Reading {
        let trimmed = text.drop { $0 == " " }
        let number = trimmed.hasSuffix("%") ? Double(trimmed.dropLast()).map { $0 / 100 } : Double(trimmed)
        return Reading(text: text, period: Period(trimmed), number: number.flatMap { $0.isFinite ? $0 : nil })
    }

    public func period(_ figure: Figure<Period>, rule: String) throws(RuleError) -> Period {
        switch figure {
        case .stated(let period): return period
        case .parameter(let name):
            let reading = try reading(name, rule: rule)
            guard let period = reading.period else { throw unreadable(name, reading, "period", rule) }
            return period
        }
    }

    public func number(_ figure: Figure<Double>, rule: String) throws(RuleError) -> Double {
        switch figure {
        case .stated(let number): return number
        case .parameter(let name):
            let reading = try reading(name, rule: rule)
            guard let number = reading.number else { throw unreadable(name, reading, "number", rule) }
            return number
        }
    }

    public func count(_ figure: Figure<Int>, rule: String) throws(RuleError) -> Int {
        switch figure {
        case .stated(let count): return count
        case .parameter(let name):
            let reading = try reading(name, rule: rule)
            guard let number = reading.number, let count = Int(exactly: number) else { throw unreadable(name, reading, "number", rule) }
            return count
        }
    }

    /// Parts of ten thousand, as targets hold them: `70%` is 7000, and so is `0.7`.
    public func partsOfTenThousand(_ figure: Figure<Int>, rule: String) throws(RuleError) -> Int {
        switch figure {
        case .stated(let parts): return parts
        case .parameter(let name):
            let reading = try reading(name, rule: rule)
            guard let number = reading.number, number >= 0, number <= 100 else { throw unreadable(name, reading, "percent", rule) }
            return Int((number * 10_000).rounded())
        }
    }

    /// The accepted value in its written form; nil when there is none.
    public func text(_ parameter: String) -> String? { readings[parameter]?.text }

    private func reading(_ name: String, rule: String) throws(RuleError) -> Reading {
        guard let reading = readings[name] else { throw RuleError(rule: rule, .parameterMissing, ["parameter": name]) }
        return reading
    }

    private func unreadable(_ name: String, _ reading: Reading, _ kind: String, _ rule: String) -> RuleError {
        RuleError(rule: rule, .parameterUnreadable, ["parameter": name, "value": reading.text, "kind": kind])
    }
}
