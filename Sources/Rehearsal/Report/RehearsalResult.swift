import Domain

/// What running one rehearsal showed.
public struct RehearsalResult: Sendable, Hashable, Codable {
    /// Something that was not as the rehearsal says.
    public struct Failure: Sendable, Hashable, Codable {
        public var place: Place
        public var expected: String
        public var found: String

        public init(place: Place, expected: String, found: String) { (self.place, self.expected, self.found) = (place, expected, found) }

        /// `R02/rehearsals/repair.yaml:12: expected …; found …`
        public var text: String {
            let line = place.line.map { ":\($0)" } ?? ""
            return "\(place.source ?? "")\(line): expected \(expected); found \(found)"
        }
    }

    public var source: String
    /// The rehearsal's own sentence.
    public var title: String
    public var regulations: [String]
    public var failures: [Failure]
    /// Parts of each regulation that spoke: `followUps.call`, `outcomes.problem`, `populations.died`, `targets.reached`, `duties.report`, `records.register`.
    public var fired: [String: Set<String>]

    public var hasPassed: Bool { failures.isEmpty }

    public init(source: String, title: String, regulations: [String], failures: [Failure], fired: [String: Set<String>]) {
        (self.source, self.title, self.regulations, self.failures, self.fired) = (source, title, regulations, failures, fired)
    }
}
