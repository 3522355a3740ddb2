/// SplitMix64: the same numbers for the same seed, on every machine. For invented data only; nothing secret may come from it.
public struct DemoRandom: Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// 0 …< `bound`. The bias of the remainder is below one in 10¹⁶ for the small bounds used here.
    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    public mutating func from(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True in so many of a thousand cases.
    public mutating func happens(_ perMille: Int) -> Bool { below(1000) < perMille }

    /// One of the elements; nil of none.
    public mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.isEmpty ? nil : elements[below(elements.count)] }

    /// One of the elements, each as often as its share.
    public mutating func pick<Element>(_ elements: [Element], share: (Element) -> Int) -> Element? {
        let total = elements.reduce(0) { $0 + share($1) }
        guard total > 0 else { return nil }
        var left = below(total)
        return elements.first { element in
            left -= share(element)
            return left < 0
        }
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
