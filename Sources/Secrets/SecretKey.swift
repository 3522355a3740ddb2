/// 32 bytes that must not be seen: it does not print itself and has no equality to be timed by.
public struct SecretKey: Sendable {
    public static let size = 32

    public let bytes: [UInt8]

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == SecretKey.size else { return nil }
        self.bytes = bytes
    }

    public static func random() -> SecretKey {
        SecretKey(unchecked: RandomSource.bytes(size))
    }

    init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "SecretKey" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
