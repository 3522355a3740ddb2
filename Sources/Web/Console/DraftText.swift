import Foundation

/// The fields of a form as the text in which a draft is kept: pairs of names and values in JSON.
enum DraftText {
    static func of(_ form: Form) throws -> String {
        let pairs = form.fields.filter { !ofTheWindow.contains($0.name) }.map { [$0.name, $0.value] }
        return String(decoding: try JSONEncoder().encode(pairs), as: UTF8.self)
    }

    /// What belongs to the open window, not to what was entered.
    private static let ofTheWindow: Set<String> = ["csrf", "requestKey", "seen"]

    /// A draft that cannot be read is none.
    static func form(_ text: String?) -> Form {
        guard let text, let pairs = try? JSONDecoder().decode([[String]].self, from: Data(text.utf8)) else { return Form() }
        return Form(fields: pairs.filter { $0.count == 2 }.map { Form.Field(name: $0[0], value: $0[1]) })
    }
}
