import Secrets

/// A password for the first sign-in, to be read aloud or copied by hand: four groups of four signs without l, o, 0 and 1 (80 bits).
enum InitialPassword {
    private static let signs = Array("abcdefghijkmnpqrstuvwxyz23456789")

    static func make() -> String {
        let drawn = RandomSource.bytes(16).map { signs[Int($0) % signs.count] }
        return stride(from: 0, to: 16, by: 4).map { String(drawn[$0..<$0 + 4]) }.joined(separator: "-")
    }
}
