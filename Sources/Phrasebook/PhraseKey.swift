/// The name of a sentence of the interface: lower-case words with dots, `room.some-name`.
/// A test looks up every key that stands in the sources in every catalogue.
public struct PhraseKey: Sendable, Hashable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let text: String

    public init(_ text: String) { self.text = text }
    public init(stringLiteral value: String) { text = value }

    public var description: String { text }

    public static func < (left: PhraseKey, right: PhraseKey) -> Bool { left.text < right.text }
}
