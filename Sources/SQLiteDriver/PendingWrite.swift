import SQLCore

/// One caller's transaction on its way through the writer.
protocol WriteRequest: AnyObject, Sendable {
    /// Runs the caller's closure and keeps its value.
    func perform(in session: any SQLWriting) throws
    /// Tells the caller the outcome: durable, or the failure. Called once.
    func answer(_ failure: (any Error)?)
}

/// Touched first by the caller, then by the writer thread alone, then by the caller again: never by two at once.
final class PendingWrite<Value: Sendable>: WriteRequest, @unchecked Sendable {
    private var body: ((any SQLWriting) throws -> Value)?
    private var value: Value?
    private let deliver: @Sendable (Result<Value, any Error>) -> Void

    init(_ body: @escaping @Sendable (any SQLWriting) throws -> Value, deliver: @escaping @Sendable (Result<Value, any Error>) -> Void) {
        self.body = body
        self.deliver = deliver
    }

    func perform(in session: any SQLWriting) throws {
        value = try body?(session)
    }

    /// The closure is let go first: a waiting caller only lent it.
    func answer(_ failure: (any Error)?) {
        body = nil
        if let value, failure == nil {
            deliver(.success(value))
        } else {
            deliver(.failure(failure ?? SQLError(.other, "the transaction was not run")))
        }
        value = nil
    }
}
