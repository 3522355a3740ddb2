/// What a `read` closure may do: look at one consistent snapshot.
public protocol SQLReading {
    var dialect: SQLDialect { get }

    /// Every row, decoded, in the order of the result.
    func query<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> [T]

    /// The first row, decoded, or nil where there is none. Later rows are not fetched.
    func first<T>(_ sql: SQL, _ decode: (any SQLRow) throws -> T) throws -> T?

    /// Row after row without keeping them, for exports.
    func forEach(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws
}

/// What a `write` closure may do: look, and change, inside one transaction.
///
/// `query` and `first` also take `INSERT … RETURNING` here.
public protocol SQLWriting: SQLReading {
    /// Runs a statement; returns how many rows it inserted, changed or deleted itself (not through triggers).
    @discardableResult
    func execute(_ sql: SQL) throws -> Int

    /// Runs `body`; when it throws, undoes what it did and nothing else, and throws the same error on.
    /// One bad row of an import then does not stop the others.
    @discardableResult
    func savepoint<T>(_ body: () throws -> T) throws -> T
}
