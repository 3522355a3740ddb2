import Domain

/// Where a computation leaves its steps. The same code runs with both kinds, so that an explanation can't differ from the result.
protocol DerivationTrail {
    mutating func note(_ code: DerivationCode, _ arguments: @autoclosure () -> [String: String])
}

/// Leaves nothing: for planning many events.
struct SilentTrail: DerivationTrail {
    @inline(__always)
    mutating func note(_ code: DerivationCode, _ arguments: @autoclosure () -> [String: String]) {}
}

/// Keeps every step, for people.
struct ToldTrail: DerivationTrail {
    private(set) var steps: [DerivationStep] = []

    mutating func note(_ code: DerivationCode, _ arguments: @autoclosure () -> [String: String]) {
        steps.append(DerivationStep(code.rawValue, arguments()))
    }
}

extension LocalDay {
    /// `day` and `weekday` as steps carry them.
    var told: [String: String] { ["day": iso, "weekday": String(weekday)] }
}

extension CivilZone {
    /// A moment as steps carry it, with the day that it belongs to.
    func told(_ moment: Instant) -> [String: String] { day(of: moment).told.merging(["moment": iso(moment)]) { a, _ in a } }

    /// A limit as steps carry it; 24:00 belongs to the day that it ends.
    func told(limit: Instant) -> [String: String] { limitDay(of: limit).told.merging(["moment": iso(limit)]) { a, _ in a } }
}
