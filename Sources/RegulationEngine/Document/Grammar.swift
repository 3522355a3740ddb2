/// What may stand at a place of a document. One definition for the reader, the reference and the JSON Schema.
package indirect enum Shape: Sendable, Hashable {
    /// One line or more of text.
    case text
    /// The same wording in up to three languages.
    case wording
    case integer, decimal, percent, period, flag, timeOfDay, timeSpan, day, moment
    /// One of these words.
    case word([String])
    /// The name of something defined elsewhere: `role`, `form`, `event` …
    case name(String)
    case condition
    /// A value, or `$name` of a parameter.
    case figure(Shape)
    case list(Shape)
    case oneOrMany(Shape)
    /// A mapping with the keys of this section.
    case section(String)
    /// A mapping from names to values of one shape.
    case named(Shape)
    /// Any of these.
    case either([Shape])
    case anything
}

/// A key of a section: what may stand there and what it means.
package struct Key: Sendable, Hashable {
    package enum Need: Sendable, Hashable { case required, optional, later }

    package let name: String
    package let shape: Shape
    package let need: Need
    package let meaning: String

    package init(_ name: String, _ shape: Shape, _ meaning: String, _ need: Need = .optional) {
        (self.name, self.shape, self.need, self.meaning) = (name, shape, need, meaning)
    }
}

/// The keys of one kind of mapping.
package struct Section: Sendable, Hashable {
    package let name: String
    package let meaning: String
    package let keys: [Key]
    /// Beside these keys there may be names of the document's own: attributes of an event, fields of a form.
    package let isOpen: Bool

    package init(_ name: String, _ meaning: String, _ keys: [Key], isOpen: Bool = false) {
        (self.name, self.meaning, self.keys, self.isOpen) = (name, meaning, keys, isOpen)
    }

    package func key(_ name: String) -> Key? { keys.first { $0.name == name } }
}
