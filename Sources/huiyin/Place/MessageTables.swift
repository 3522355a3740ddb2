import Domain
import Foundation
import Interop
import Operations
import Phrasebook

extension HL7Table {
    /// The tables of a folder, each only if it is there.
    mutating func take(from folder: String) throws {
        var findings: [Finding] = []
        try take(
            { FileManager.default.fileExists(atPath: folder + "/" + $0) ? try Files.bytes(folder + "/" + $0) : nil }, onFinding: { findings.append($0) })
        try Self.refuse(findings, in: folder)
    }

    /// Tables that are wrong would leave out facts silently.
    static func refuse(_ findings: [Finding], in folder: String, _ words: ReportWords = .plain) throws {
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw Obstacle("The tables of messages in \(folder) cannot be used (docs/hl7.md):\n" + Report.words(findings, words))
        }
    }
}

extension House {
    /// How sources write, and which of their messages say what: the program's own tables, and those that the data folder has of its own.
    func importWords() throws -> ImportWords {
        var words = try share.importWords()
        try words.messages.take(from: data.path)
        try HL7Table.refuse(words.messages.findings(premises.library.registry), in: data.path, ReportWords(phrases: phrases.phrases(in: .english)))
        return words
    }
}
