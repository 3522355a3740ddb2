/// Finds a sealed field by its exact content without opening it: equal texts have equal indexes, and without the
/// key an index tells nothing but that.
public struct BlindIndex: Sendable {
    private let key: SecretKey
    private let label: [UInt8]

    /// Under another label the same text has another index, so that columns cannot be compared with each other.
    public init(key: SecretKey, label: String) {
        self.key = key
        self.label = Array(label.utf8)
    }

    /// 16 bytes. The text is taken as it is: the caller brings it into one form first (digits only, say).
    public func of(_ text: String) -> [UInt8] {
        // The label ends with a byte that is in no UTF-8 text, so that label and text cannot run into each other.
        Array(HMACSHA256.code(for: label + [0xff] + Array(text.utf8), key: key.bytes).prefix(16))
    }
}
