import Domain

/// What came of reading a document: the value as far as it could be read, and what is wrong or noteworthy in it.
/// A value beside findings of severity `error` must not be adopted.
public struct Reading<Value: Sendable>: Sendable {
    public var value: Value?
    public var findings: [Finding]

    public init(value: Value?, findings: [Finding]) { (self.value, self.findings) = (value, findings) }

    public var hasErrors: Bool { findings.contains { $0.severity == .error } }
}
