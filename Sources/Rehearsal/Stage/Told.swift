import Domain
import Operations

/// Short plain forms for what a failing rehearsal says.
enum Told {
    static func error(_ error: any Error) -> String {
        guard let refusal = error as? Refusal else { return "\(error)" }
        return "refused: " + codes(refusal).joined(separator: ", ")
    }

    /// Codes by which an expectation names a refusal.
    static func codes(_ refusal: Refusal) -> [String] {
        switch refusal {
        case .notFound: ["notFound"]
        case .notAllowed(let right): ["notAllowed." + right.rawValue]
        case .conflict(let code, _, _), .state(let code): [code]
        case .invalid(let findings): findings.map(\.code)
        }
    }

    static func moment(_ moment: Instant, _ zone: CivilZone) -> String {
        zone.day(of: moment).iso + " " + zone.time(of: moment).text
    }

    /// A limit at midnight is told as the day that it ends.
    static func limit(_ moment: Instant, _ zone: CivilZone) -> String {
        zone.time(of: moment) == .startOfDay ? zone.limitDay(of: moment).iso : Self.moment(moment, zone)
    }

    static func opening(_ moment: Instant, _ zone: CivilZone) -> String {
        zone.time(of: moment) == .startOfDay ? zone.day(of: moment).iso : Self.moment(moment, zone)
    }
}

extension Finding {
    var told: String {
        let particulars = arguments.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        let path = place.path.map { " at \($0)" } ?? ""
        return code + path + (particulars.isEmpty ? "" : " (\(particulars))")
    }
}

/// A step that names something that is not there: the rehearsal itself is wrong, or what it waits for did not come.
struct Missing: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
