import Domain
import Foundation
import RegulationEngine

/// The packs of this repository.
enum Pack {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String { try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8) }

    private static let common = Result { try require(EventRegistryDocument.read(yaml: try text("Regulations/common/events.yaml"), source: "events.yaml")) }

    static func registry() throws -> EventRegistry { try common.get() }

    static func regulation(_ id: String) throws -> Regulation { try require(reading(id)) }

    static func reading(_ id: String) throws -> Reading<Regulation> {
        RegulationDocument.read(yaml: try text("Regulations/\(id)/regulation.yaml"), source: "\(id).yaml", registry: try registry())
    }

    static func require<T>(_ reading: Reading<T>) throws -> T {
        guard let value = reading.value, !reading.hasErrors else { throw Unreadable(findings: reading.findings) }
        return value
    }

    struct Unreadable: Error { let findings: [Finding] }
}
