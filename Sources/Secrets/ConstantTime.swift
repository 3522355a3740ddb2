import CSodium

public enum ConstantTime {
    /// Compares without stopping at the first difference, so that the time taken does not tell how much was right.
    /// The lengths are no secret.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }

    public static func equal(_ left: String, _ right: String) -> Bool {
        equal(Array(left.utf8), Array(right.utf8))
    }
}
