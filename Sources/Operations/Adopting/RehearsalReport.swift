import Domain
import Foundation

/// What the rehearsals of a regulation said about an edition.
public struct RehearsalReport: Sendable, Hashable, Codable {
    public struct Outcome: Sendable, Hashable, Codable {
        /// The rehearsal's own first line.
        public var name: String
        public var hasPassed: Bool
        /// What was expected and what came, one line each; empty when all holds.
        public var messages: [String]
        /// Parts of the regulation that were at work in it: `followUps.call`, `outcomes.problem`.
        public var elements: [String]

        public init(name: String, hasPassed: Bool, messages: [String] = [], elements: [String] = []) {
            (self.name, self.hasPassed, self.messages, self.elements) = (name, hasPassed, messages, elements)
        }
    }

    public var outcomes: [Outcome]

    public init(outcomes: [Outcome]) { self.outcomes = outcomes }

    public var passed: [Outcome] { outcomes.filter(\.hasPassed) }
    public var failed: [Outcome] { outcomes.filter { !$0.hasPassed } }

    /// Part of the regulation → names of the rehearsals in which it was at work.
    var shown: [String: [String]] {
        outcomes.reduce(into: [:]) { shown, outcome in
            for element in outcome.elements { shown[element, default: []].append(outcome.name) }
        }
    }

    func encoded() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    init(json: String) throws { self = try JSONDecoder().decode(RehearsalReport.self, from: Data(json.utf8)) }
}

/// An edition to rehearse: the document and the figures that the organisation gave.
public struct RehearsalRequest: Sendable {
    /// Id of the regulation: `R22`. Its pack has the rehearsals.
    public var regulation: String
    public var document: String
    /// Parameter → value. A rehearsal that sets a parameter itself keeps its own.
    public var values: [String: String]

    public init(regulation: String, document: String, values: [String: String]) {
        (self.regulation, self.document, self.values) = (regulation, document, values)
    }
}

/// Runs the rehearsals; the floor above supplies it, because rehearsals go through the use cases themselves.
public typealias RehearsalRunner = @Sendable (RehearsalRequest) throws -> RehearsalReport
