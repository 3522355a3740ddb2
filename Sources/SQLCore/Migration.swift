/// One step of the schema. It speaks only SQL, and never changes once shipped: a mistake is mended by the next step.
public struct Migration: Sendable {
    /// Unique, and in the order of application: `0001-people`.
    public let name: String
    /// The statements for an engine, one each; ``SQLDialect/expand(_:)`` replaces their type tokens afterwards.
    public let statements: @Sendable (SQLDialect) -> [String]

    public init(name: String, statements: @escaping @Sendable (SQLDialect) -> [String]) {
        self.name = name
        self.statements = statements
    }

    /// A migration whose text is common to both engines but for its type tokens.
    public init(name: String, statements: [String]) {
        self.init(name: name) { _ in statements }
    }

    func expanded(for dialect: SQLDialect) throws -> [String] {
        try statements(dialect).map(dialect.expand)
    }
}
