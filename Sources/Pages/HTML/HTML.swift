/// A piece of a page. The literal parts of an interpolated string are markup the program wrote and are
/// trusted; every `String` put in by `\(…)` is escaped, so that it is the same text inside an element and
/// inside a quoted attribute. There is no way in for unescaped text but a literal.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The markup, ready to send as UTF-8.
    public private(set) var markup: String

    /// For literals only: a test looks that nobody calls it by name.
    public init(stringLiteral value: String) { markup = value }
    public init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

    fileprivate init(trusted markup: String) { self.markup = markup }

    /// Text as a piece of a page: escaped.
    public init(text: String) {
        markup = ""
        markup.appendEscaped(text)
    }

    /// Nothing.
    public static let none = HTML(trusted: "")

    public var isEmpty: Bool { markup.isEmpty }

    /// The pieces one after the other, `separator` between them.
    public static func joined(_ pieces: some Sequence<HTML>, by separator: HTML = .none) -> HTML {
        var all = ""
        var first = true
        for piece in pieces {
            if !first { all += separator.markup }
            all += piece.markup
            first = false
        }
        return HTML(trusted: all)
    }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.markup + right.markup) }
}

extension HTML {
    /// Collects the parts of an interpolated page literal, each escaped by what it is.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        /// Markup of the program itself.
        public mutating func appendLiteral(_ literal: String) { markup += literal }

        /// Text of people or packs: escaped for element content and for quoted attributes alike.
        public mutating func appendInterpolation(_ text: String) { markup.appendEscaped(text) }

        public mutating func appendInterpolation(_ text: String?) { markup.appendEscaped(text ?? "") }

        public mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

        public mutating func appendInterpolation(_ html: HTML?) { markup += html?.markup ?? "" }

        public mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { markup += piece.markup } }

        /// A number of the program (a position, a length), without grouping.
        public mutating func appendInterpolation(_ number: Int) { markup += String(number) }

        /// A length of a drawing, to a tenth.
        public mutating func appendInterpolation(_ length: Double) { markup += Length(length).text }

        /// An address for `href`, `action` or `src`: what may run code or leave the site unasked becomes `#`.
        public mutating func appendInterpolation(url: String) { markup.appendEscaped(SafeAddress(url).text) }

        /// A value as JSON inside a quoted attribute.
        public mutating func appendInterpolation(json value: JSONText) { markup.appendEscaped(value.text) }

        /// A bare attribute that is there or not, with the space before it: `<input\(flag: "checked", if: on)>`.
        public mutating func appendInterpolation(flag name: StaticString, if on: Bool) {
            if on { markup += " " + name.description }
        }

        /// An attribute that is there only with a value, with the space before it: `<a\(attribute: "title", text)>`.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            markup += " " + name.description + "=\""
            markup.appendEscaped(value)
            markup += "\""
        }
    }
}
