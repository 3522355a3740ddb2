import Domain
import Foundation

/// A derivation as JSON, written by hand for the same reason as `JSONText`.
enum DerivationText {
    static func encode(_ derivation: Derivation) -> String {
        let steps = derivation.steps.map { "{\"code\":" + JSONText.quoted($0.code) + ",\"arguments\":" + JSONText.object($0.arguments) + "}" }
        return "{\"steps\":[" + steps.joined(separator: ",") + "]}"
    }

    static func decode(_ json: String) throws -> Derivation { try JSONDecoder().decode(Derivation.self, from: Data(json.utf8)) }
}
