import Domain
import Statistics
import Testing

@Suite("Buckets: every follow-up in exactly one") struct BucketPropertyTests {
    /// A follow-up as its row tells it, on a small clock so that every order of limit, contact, entry and cut-off comes up.
    struct Told {
        var due, cutOff: Instant
        var doneAt, recordedAt: Instant?
        var state: FollowUp.State

        static let all: [Told] = {
            let moments = (0...4).map { Instant(milliseconds: $0) }
            let contacts: [(Instant?, Instant?)] = [(nil, nil)] + moments.flatMap { done in moments.filter { $0 >= done }.map { (done, $0) } }
            return FollowUp.State.allCases.flatMap { state in
                moments.flatMap { due in moments.flatMap { cutOff in contacts.map { Told(due: due, cutOff: cutOff, doneAt: $0, recordedAt: $1, state: state) } } }
            }
        }()

        var bucket: Bucket? { Bucket.of(due: due, state: state, doneAt: doneAt, doneRecordedAt: recordedAt, at: cutOff) }
        /// Entered by the cut-off.
        var isKnownDone: Bool { recordedAt.map { $0 <= cutOff } ?? false }
    }

    @Test("the words of each bucket hold, for each of the small cases, and for no other bucket") func words() {
        for told in Told.all {
            let counts = told.state != .withdrawn && told.state != .exempt
            let isClosed = told.due <= told.cutOff
            let holding: [Bucket?] = [
                counts && !isClosed ? .windowOpen : nil,
                counts && isClosed && told.isKnownDone && told.doneAt! <= told.due ? .doneInTime : nil,
                counts && isClosed && told.isKnownDone && told.doneAt! > told.due ? .doneLate : nil,
                counts && isClosed && !told.isKnownDone && told.state == .lost ? .lost : nil,
                counts && isClosed && !told.isKnownDone && told.state != .lost ? .notDone : nil,
            ]
            let actual: [Bucket] = told.bucket.map { [$0] } ?? []
            #expect(holding.compactMap(\.self) == actual)
        }
    }

    @Test("an open window counts in neither part, and the parts make the whole") func parts() {
        var counts = CountVector()
        for told in Told.all { if let bucket = told.bucket { counts.count(bucket) } }
        #expect(counts.closed + counts.windowOpen == Told.all.count { $0.bucket != nil })
        #expect(counts.closed == Told.all.count { $0.bucket != nil && $0.due <= $0.cutOff })
        var without = counts
        without.windowOpen = 0
        for measure in Measure.allCases { #expect(measure.rate(counts) == measure.rate(without)) }
    }

    @Test("later entries never take a follow-up out of a rate's base") func monotone() {
        for told in Told.all where told.bucket != nil && told.due <= told.cutOff {
            var later = told
            later.cutOff = Instant(milliseconds: told.cutOff.milliseconds + 1)
            #expect(later.bucket != .windowOpen && later.bucket != nil)
            if told.bucket == .doneInTime || told.bucket == .doneLate { #expect(later.bucket == told.bucket) }
        }
    }
}

@Suite("Rates: exempt leave both sides, lost stay in the base") struct MeasurePropertyTests {
    @Test("rates lie between 0 and 1, exempt rows change none of them", arguments: 0..<50) func exempt(seed: Int) {
        var numbers = TestNumbers(seed)
        let counts = numbers.counts()
        var more = counts
        more.exempt += 7
        for measure in Measure.allCases {
            let rate = measure.rate(counts)
            #expect(rate.numerator >= 0 && rate.numerator <= rate.denominator)
            #expect(measure.rate(more) == rate)
        }
        var lost = counts
        lost.lost += 1
        #expect(Measure.followedUpRate.rate(lost).denominator == counts.closed + 1)
        #expect(Measure.followedUpRate.rate(lost).numerator == counts.done)
    }

    @Test("the interval holds the rate and narrows as the base grows", arguments: 1..<40) func interval(k: Int) throws {
        let (small, large) = (Rate(k, of: 40), Rate(10 * k, of: 400))
        let (wide, narrow) = (try #require(WilsonInterval(small)), try #require(WilsonInterval(large)))
        #expect(wide.low <= small.value! && small.value! <= wide.high)
        #expect(narrow.high - narrow.low < wide.high - wide.low)
        #expect(WilsonInterval(Rate(0, of: 0)) == nil)
    }

    @Test("AAPOR: looser definitions never give less", arguments: 0..<40) func aapor(seed: Int) {
        var numbers = TestNumbers(seed)
        let codes = ["I", "P", "R", "NC", "O", "UH", "UO", "NE"]
        let counts = DispositionCounts(Dictionary(uniqueKeysWithValues: codes.map { ($0, 1 + numbers.below(50)) }))
        func value(_ rate: Rate) -> Double { rate.value ?? -1 }
        #expect(value(counts.responseRate1) <= value(counts.responseRate2))
        #expect(value(counts.responseRate1) <= value(counts.responseRate5))
        #expect(value(counts.responseRate5) <= value(counts.responseRate6))
        #expect(value(counts.cooperationRate1) <= value(counts.cooperationRate3))
        #expect(value(counts.cooperationRate2) <= value(counts.cooperationRate4))
        #expect(value(counts.contactRate1) <= value(counts.contactRate3))
        #expect(value(counts.refusalRate1) <= value(counts.refusalRate3))
        #expect(value(counts.responseRate2) <= value(counts.contactRate1))
        #expect(value(counts.eligibleShare) < 1)
    }
}
