import Domain
import Foundation
import Operations
import RegulationEngine
import SQLCore
import Storage

/// Premises with the packs of this repository, and short ways to take an edition a step further.
struct AdoptingHouse {
    let test: TestPremises
    let adopting: Adopting

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Files of `Regulations`, as Assembly reads them.
    static func files() throws -> [SourceFile] {
        let folder = root.appendingPathComponent("Regulations")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        return try paths.map { SourceFile(path: $0, text: try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)) }
    }

    static let packs = Result {
        let clauses = try String(contentsOf: root.appendingPathComponent("Share/clauses/clauses.tsv"), encoding: .utf8)
        return RegulationLibrary.load(from: try files(), clauses: clauses)
    }

    init(_ library: RegulationLibrary? = nil) throws {
        let library = try library ?? Self.packs.get().library
        test = try TestPremises.make(library: library, shelf: EditionShelf(library))
        adopting = Adopting(test.premises)
    }

    func acting(_ person: TestPremises.Person, minutesLater: Int64 = 0) throws -> Context {
        try test.context(person, at: test.now.adding(minutes: minutesLater))
    }

    /// A pack with some of its text replaced, as a newer program would bring it.
    static func library(changing regulation: String, _ replacements: [(String, String)]) throws -> RegulationLibrary {
        let files = try files().map { file in
            guard file.path.hasPrefix(regulation + "/") else { return file }
            return SourceFile(path: file.path, text: replacements.reduce(file.text) { $0.replacingOccurrences(of: $1.0, with: $1.1) })
        }
        return RegulationLibrary.load(from: files).library
    }

    /// Takes the draft's proposals as they are, by the quality office.
    func acceptAll(_ edition: EditionID, required: [String: String] = [:]) throws {
        let context = try acting(.quality)
        let figures = try adopting.view(context, try adoption(of: edition), edition: edition).figures.filter { !$0.isSettled }
        try adopting.decide(
            context, in: edition, figures.map { FigureDecision(parameter: $0.parameter.id, value: required[$0.parameter.id], isAccepted: true) })
    }

    /// Every role of the regulation is a nurse's.
    func mapAll(_ adoption: AdoptionID) throws {
        for role in try adopting.view(try acting(.quality), adoption).roles where !role.isFromEvent {
            try adopting.map(try acting(.quality), role: role.role.id, to: "nurse", in: adoption)
        }
    }

    func adoption(of edition: EditionID) throws -> AdoptionID {
        try test.database.read { session in try EditionRows.row(edition, of: TestPremises.organisation, in: session)!.adoption }
    }

    /// A draft with nothing open but the rehearsal.
    func settled(_ pack: String, required: [String: String] = [:]) throws -> EditionID {
        let adopted = try adopting.adopt(try acting(.quality), pack: pack)
        try mapAll(adopted.adoption)
        try acceptAll(adopted.edition, required: required)
        return adopted.edition
    }

    func rehearse(_ edition: EditionID, failing: [String] = []) throws {
        try adopting.rehearse(try acting(.quality), edition) { request in
            RehearsalReport(outcomes: [.init(name: request.regulation, hasPassed: failing.isEmpty, messages: failing)])
        }
    }

    func approve(_ edition: EditionID) throws {
        try rehearse(edition)
        try adopting.submit(try acting(.quality), edition, basis: "minutes 12")
        try adopting.approve(try acting(.management), edition)
    }

    /// From nothing to an edition in force.
    @discardableResult
    func inForce(_ pack: String, from day: String, required: [String: String] = [:]) throws -> Adopting.Adopted {
        let adopted = try adopting.adopt(try acting(.quality), pack: pack)
        try mapAll(adopted.adoption)
        try acceptAll(adopted.edition, required: required)
        try approve(adopted.edition)
        try adopting.activate(try acting(.quality), adopted.edition, from: LocalDay(iso: day)!, why: "demonstration")
        return adopted
    }

    func state(_ edition: EditionID) throws -> EditionRows.State {
        try test.database.read { session in try EditionRows.row(edition, of: TestPremises.organisation, in: session)!.state }
    }

    func acts() throws -> [String] {
        try JournalReading(test.premises).page(.init(), try acting(.admin)).entries.reversed().map(\.entry.act)
    }
}

/// What a use case refused; nil when it refused nothing.
func refusal(_ body: () throws -> Void) -> Refusal? {
    do {
        try body()
        return nil
    } catch { return error as? Refusal }
}

extension Refusal {
    var codes: [String] {
        switch self {
        case .invalid(let findings): findings.map(\.code)
        case .state(let code), .conflict(let code, _, _): [code]
        case .notFound: ["notFound"]
        case .notAllowed(let right): [right.rawValue]
        }
    }
}
