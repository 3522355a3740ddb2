import Foundation

/// A seeded generator (SplitMix64): the same seed gives the same cases on every machine.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int.random(in: 0..<elements.count, using: &self)] }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// Cases of a property: 10,000, or as many as `HUIYIN_PROPERTY_CASES` says for the long set.
    static var cases: Int { ProcessInfo.processInfo.environment["HUIYIN_PROPERTY_CASES"].flatMap { Int($0) } ?? 10_000 }
}
