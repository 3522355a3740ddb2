import SQLCore

extension Schema {
    /// By what names are found, in each unit where the person is known: the scope is part of the key. `gram` is made by the house, not by the engine.
    static func search(_ dialect: SQLDialect) -> [String] {
        let end = dialect == .sqlite ? "{strict}, WITHOUT ROWID" : "{strict}"
        return [
            """
            CREATE TABLE party_gram (
                organisation {int} NOT NULL, gram {int} NOT NULL, unit {int} NOT NULL, party {int} NOT NULL, PRIMARY KEY (organisation, gram, unit, party)
            ) \(end)
            """,
            // How far the names that were here before have been taken up.
            """
            CREATE TABLE party_gram_progress (organisation {int} NOT NULL, party {int} NOT NULL, is_done {int} NOT NULL, PRIMARY KEY (organisation)) {strict}
            """,
        ]
    }
}
