/// An address of this site that came from outside, as in the field `return`: it must not lead to another site.
enum LocalAddress {
    /// Nil when it is anything but a path of this site.
    static func checked(_ text: String?) -> String? {
        guard let text, text.hasPrefix("/"), text.utf8.count <= 2_000 else { return nil }
        let second = text.dropFirst().first
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7f && $0 != "\\" }
        return isPlain && second != "/" ? text : nil
    }
}
