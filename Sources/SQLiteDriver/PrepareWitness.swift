import CSQLite

/// Notes, while SQLite compiles a statement, whether it begins or ends a transaction or savepoint or attaches a file.
///
/// That is the driver's to do: a COMMIT in one caller's closure would commit what other callers have not finished.
/// SQLite's authorizer sees what the statement is; its text might begin with a comment.
final class PrepareWitness {
    private(set) var sawControl = false

    func watch(_ connection: OpaquePointer) {
        sqlite3_set_authorizer(
            connection,
            { witness, action, _, _, _, _ in
                if let witness { Unmanaged<PrepareWitness>.fromOpaque(witness).takeUnretainedValue().note(action) }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    func forget() {
        sawControl = false
    }

    private func note(_ action: Int32) {
        if [SQLITE_TRANSACTION, SQLITE_SAVEPOINT, SQLITE_ATTACH, SQLITE_DETACH].contains(action) { sawControl = true }
    }
}
