import Domain
import Foundation
import Phrasebook
import Testing

@Suite struct CatalogueTests {
    @Test func everyLanguageHasTheSameKeys() throws {
        let reference = try ShelfOfPhrases.phrases(.simplified).catalogue.keys
        #expect(reference.count > 100)
        for language in Language.allCases {
            let keys = try ShelfOfPhrases.phrases(language).catalogue.keys
            #expect(Set(reference).symmetricDifference(keys) == [], "\(language)")
        }
    }

    @Test func placesAreTheSameInEveryLanguageAndForm() throws {
        let reference = try ShelfOfPhrases.phrases(.simplified).catalogue
        for language in Language.allCases {
            let catalogue = try ShelfOfPhrases.phrases(language).catalogue
            for key in reference.keys {
                let wanted = Set(reference.phrase(key)?.places ?? [])
                for (form, phrase) in catalogue.forms(of: key) {
                    #expect(Set(phrase.places) == wanted, "\(language) \(key) \(form)")
                }
            }
        }
    }

    @Test func everyKeyHasTheFormThatAlwaysAnswers() throws {
        for language in Language.allCases {
            let catalogue = try ShelfOfPhrases.phrases(language).catalogue
            for key in catalogue.keys { #expect(catalogue.forms(of: key)[.other] != nil, "\(language) \(key)") }
        }
    }

    @Test func noKeyIsWrittenTwice() throws {
        for language in Language.allCases {
            var seen: Set<String> = []
            for text in try ShelfOfPhrases.texts()[language] ?? [] {
                for entry in try PhraseFile(text).entries {
                    let name = "\(entry.key)[\(entry.category?.rawValue ?? "")]"
                    #expect(seen.insert(name).inserted, "\(language) \(name)")
                }
            }
        }
    }

    /// A literal whose first word is that of some key, and which looks like a key, is one: then it must be written.
    @Test func everyKeyInTheSourcesIsWritten() throws {
        let keys = Set(try ShelfOfPhrases.phrases(.simplified).catalogue.keys.map(\.text))
        let rooms = Set(keys.map { String($0.prefix { $0 != "." }) })
        for source in try ShelfOfPhrases.sources() where ["Pages/", "Web/", "Phrasebook/"].contains(where: source.path.hasPrefix) {
            for literal in source.text.split(separator: "\"") where looksLikeKey(literal, in: rooms) {
                let isWritten = keys.contains(String(literal))
                #expect(isWritten, "\(source.path): \(literal)")
            }
        }
    }

    private func looksLikeKey(_ text: Substring, in rooms: Set<String>) -> Bool {
        guard let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")), text.utf8.last != UInt8(ascii: ".") else { return false }
        return text.utf8.allSatisfy { isWordByte($0) } && rooms.contains(String(text[..<dot]))
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"): true
        default: false
        }
    }

    /// Keys that no source names: leftovers, unless their room is filled from codes.
    @Test func everyKeyIsUsed() throws {
        let literals = Set(try ShelfOfPhrases.sources().flatMap { $0.text.split(separator: "\"").map(String.init) })
        for key in try ShelfOfPhrases.phrases(.simplified).catalogue.keys where !Self.byCode.contains(room(key)) {
            let isUsed = literals.contains(key.text) || literals.contains(String(key.text.dropFirst(room(key).count + 1)))
            #expect(isUsed, "\(key) is used nowhere")
        }
    }

    private func room(_ key: PhraseKey) -> String { String(key.text.prefix { $0 != "." }) }

    /// Rooms whose keys are made of codes that come as data.
    private static let byCode: Set = [
        "finding", "assessed", "assessmentState", "dateOrder", "derivation", "act", "refusal", "effect", "condition", "saying", "verdict", "mode", "relation", "reason", "right", "sector", "kind",
        "mechanism", "measure", "column", "assignment",
        "registerColumn", "per", "way", "caseStep", "clockAct", "notice", "caseStage", "proven", "webhookAnswer",
        "actKind", "bulkReason", "beside", "contactHours", "eventSender", "followUpFlag", "partyRefusal", "problem", "reviewVerdict", "role", "signer", "duty", "decision",
        "roundPeriod", "festival",
    ]

    /// A finding or a step of a derivation whose sentence is missing would reach people as a bare code.
    @Test func everyCodeHasItsSentence() throws {
        let keys = Set(try ShelfOfPhrases.phrases(.simplified).catalogue.keys.map(\.text))
        for source in try ShelfOfPhrases.sources() {
            for code in codes(in: source.text) {
                let isWritten = keys.contains("finding." + code)
                #expect(isWritten, "\(source.path): finding.\(code) has no sentence")
            }
        }
        let table = try ShelfOfPhrases.sources().first { $0.path.hasSuffix("DerivationCodes.swift") }?.text ?? ""
        for line in table.split(separator: "\n") where line.hasPrefix("    case ") {
            for code in line.dropFirst(9).split(separator: ",") {
                let key = "derivation." + code.filter { !$0.isWhitespace }
                #expect(keys.contains(key), "\(key) has no sentence")
            }
        }
    }

    /// The literals that stand as codes of findings in the text of a source.
    private func codes(in text: String) -> Set<String> {
        let openings = ["Finding(.error, \"", "Finding(.warning, \"", "Finding(.note, \"", ".report(\"", ".reject(\"", "tell(.error, \"", "tell(.warning, \"", "find(\""]
        return Set(openings.flatMap { opening in
            text.components(separatedBy: opening).dropFirst().map { String($0.prefix { $0 != "\"" }) }
        }.filter { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0 == "." } && !$0.hasSuffix(".") })
    }

    /// Full-width punctuation, drawn spaces, and the right quotation marks of each script.
    @Test func typography() throws {
        for language in [Language.simplified, .traditional] {
            let catalogue = try ShelfOfPhrases.phrases(language).catalogue
            for key in catalogue.keys {
                let text = catalogue.phrase(key)?.filled { _ in "" } ?? ""
                #expect(text.firstMatch(of: /\p{Han} [0-9A-Za-z]|[0-9A-Za-z] \p{Han}/) == nil, "\(language) \(key): a typed space")
                #expect(text.firstMatch(of: /\p{Han}[,;:?!]/) == nil, "\(language) \(key): half-width punctuation")
                #expect(!text.contains("·"), "\(language) \(key)")
                if language == .traditional { #expect(text.firstMatch(of: /[“”‘’]/) == nil, "\(key): quotation marks") }
            }
        }
    }
}
