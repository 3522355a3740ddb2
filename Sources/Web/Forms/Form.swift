/// The fields of a form or of a query in their order, and the files that came with it.
struct Form: Sendable {
    struct Field: Sendable, Hashable {
        var name: String
        var value: String
    }

    var fields: [Field] = []
    var files: [UploadedFile] = []

    /// The first value; nil when the field is missing, empty when it is empty.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The first value without blanks around it; nil when nothing is left.
    func text(_ name: String) -> String? {
        self[name].flatMap { value in
            let plain = value.trimmed
            return plain.isEmpty ? nil : plain
        }
    }

    /// A field that is a code of a list; nil when it is none of them.
    func code<Code: RawRepresentable>(_ name: String, as _: Code.Type = Code.self) -> Code? where Code.RawValue == String {
        self[name].flatMap(Code.init(rawValue:))
    }

    /// The fields under a prefix: `answer.q1` under `answer.` is `q1`, each with its values in order.
    func group(_ prefix: String) -> [String: [String]] {
        fields.filter { $0.name.hasPrefix(prefix) }.reduce(into: [:]) { $0[String($1.name.dropFirst(prefix.count)), default: []].append($1.value) }
    }

    func file(_ name: String) -> UploadedFile? { files.first { $0.field == name } }
}

/// A file that lies in the spool until its request has been answered.
struct UploadedFile: Sendable {
    var field: String
    /// The last part of the name it had, for showing; never a path.
    var name: String
    var spooled: SpoolFile
    var size: Int
}

/// What is wrong with the bytes of a form. The door says so, and nothing behind it sees the form.
enum BadForm: Error, Sendable, Hashable {
    case notUTF8
    case holdsNUL
    case tooManyFields
    case tooLarge(limit: Int)
    /// Neither urlencoded nor multipart.
    case otherType
    /// Multipart that breaks its own rules.
    case malformed(Reason)
    /// A file where none is taken.
    case unexpectedFile

    enum Reason: String, Sendable { case noBoundary, noDelimiter, badHeader, noName, headerTooLong, encoded, cutShort }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
