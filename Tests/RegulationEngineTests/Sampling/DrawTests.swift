import RegulationEngine
import Testing

@Suite("Draws") struct DrawTests {
    /// No digest, but one that mixes well enough to order entries: the judgement takes whichever it is given.
    static func mixed(_ text: String) -> String {
        let sum = text.utf8.reduce(into: UInt64(14_695_981_039_346_656_037)) { $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func frame(_ entries: [(String, String)]) -> FrozenFrame {
        FrozenFrame(
            regulation: "R42", version: 1, rule: "repair", unit: "east", frame: "2026-09",
            entries: entries.map { FrozenFrame.Entry(stratum: $0.0, name: $0.1) })
    }

    static func numbered(_ count: Int, _ stratum: String = "water") -> [(String, String)] { (0..<count).map { (stratum, "\(stratum)\($0)") } }

    private func drawn(_ frame: FrozenFrame, _ amount: Draw.Amount, _ seed: String = "s") -> Set<String> {
        Set(Draw(frame, amount: amount, seed: seed, sha256: Self.mixed).tickets.filter(\.isDrawn).map(\.entry.name))
    }

    @Test("the text is in the order of its bytes, whatever came first, and escapes what would break it") func text() {
        let frame = Self.frame([("water", "b"), ("electric", "z"), ("water", "a\tb\\\n")])
        #expect(frame.text == "huiyin-frame 1\nregulation R42@1\nrule repair\nunit east\nframe 2026-09\nentries 3\nelectric\tz\nwater\ta\\tb\\\\\\n\nwater\tb\n")
        #expect(Self.frame([("water", "a"), ("water", "b")]) == Self.frame([("water", "b"), ("water", "a")]))
    }

    @Test("a share is rounded up in each stratum", arguments: [(1, 1), (3, 1), (4, 2), (10, 3), (11, 4), (100, 30)])
    func roundedUp(size: Int, wanted: Int) {
        let both = Self.frame(Self.numbered(size) + Self.numbered(1, "lift"))
        #expect(drawn(both, .share(3000)).count == wanted + 1)
        #expect(drawn(both, .number(2)).count == min(2, size) + 1)
        #expect(drawn(both, .none).isEmpty)
    }

    @Test("the same frame and seed give the same draw; another seed or entry another") func reproducible() {
        let frame = Self.frame(Self.numbered(40))
        #expect(drawn(frame, .share(3000)) == drawn(Self.frame(Self.numbered(40).reversed()), .share(3000)))
        #expect(drawn(frame, .share(3000)) != drawn(frame, .share(3000), "t"))
        #expect(drawn(frame, .share(3000)) != drawn(Self.frame(Self.numbered(41)), .share(3000)))
    }

    @Test("places count from one in each stratum, reserves after the drawn") func places() {
        let draw = Draw(Self.frame(Self.numbered(5) + Self.numbered(3, "lift")), amount: .share(3000), seed: "s", sha256: Self.mixed)
        let water = draw.tickets.filter { $0.entry.stratum == "water" }
        #expect(water.map(\.place) == [1, 2, 3, 4, 5])
        #expect(water.map(\.isDrawn) == [true, true, false, false, false])
        #expect(water.map(\.number) == water.map(\.number).sorted())
    }
}
