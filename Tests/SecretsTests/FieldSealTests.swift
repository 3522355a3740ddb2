import Secrets
import Testing

@Suite struct FieldSealTests {
    let old = SecretKey.random()
    let new = SecretKey.random()

    @Test(arguments: ["", "199 0000 1234", "东海市·和平路１号\u{0}", String(repeating: "长", count: 10_000)])
    func whatIsSealedOpens(text: String) throws {
        let seal = FieldSeal(keys: [1: old], current: 1)
        let sealed = seal.seal(text, context: "party.address:9")
        #expect(Array(sealed.prefix(2)) == [FieldSeal.algorithm, 1])
        #expect(sealed.count == 2 + 24 + text.utf8.count + 16)
        #expect(try seal.openText(sealed, context: "party.address:9") == text)
    }

    @Test func theSameTextIsSealedDifferentlyEachTime() {
        let seal = FieldSeal(keys: [1: old], current: 1)
        #expect(seal.seal("199 0000 1234", context: "a") != seal.seal("199 0000 1234", context: "a"))
    }

    @Test func itOpensNowhereElse() {
        let seal = FieldSeal(keys: [1: old], current: 1)
        let sealed = seal.seal("199 0000 1234", context: "party.phone:1")
        #expect(throws: FieldSeal.Failure.notAuthentic) { try seal.open(sealed, context: "party.phone:2") }
        #expect(throws: FieldSeal.Failure.notAuthentic) {
            try FieldSeal(keys: [1: new], current: 1).open(sealed, context: "party.phone:1")
        }
    }

    @Test func noByteCanBeChanged() {
        let seal = FieldSeal(keys: [1: old, 2: old], current: 1)
        let sealed = seal.seal("ok", context: "a")
        for position in sealed.indices {
            var changed = sealed
            changed[position] ^= 3
            #expect(throws: FieldSeal.Failure.self, "byte \(position)") { try seal.open(changed, context: "a") }
        }
    }

    @Test func aKeyIsChangedWithoutLosingOldFields() throws {
        let before = FieldSeal(keys: [1: old], current: 1)
        let after = FieldSeal(keys: [1: old, 2: new], current: 2)
        let sealed = before.seal("kept", context: "a")
        #expect(try after.openText(sealed, context: "a") == "kept")
        #expect(after.isStale(sealed))
        #expect(!before.isStale(sealed))
        let again = after.seal("kept", context: "a")
        #expect(!after.isStale(again))
        #expect(throws: FieldSeal.Failure.unknownKey(2)) { try before.open(again, context: "a") }
    }

    @Test func otherBytesAreNamedForWhatTheyAre() {
        let seal = FieldSeal(keys: [1: old], current: 1)
        #expect(throws: FieldSeal.Failure.tooShort) { try seal.open([], context: "a") }
        #expect(throws: FieldSeal.Failure.tooShort) { try seal.open([UInt8](repeating: 1, count: 41), context: "a") }
        #expect(throws: FieldSeal.Failure.unknownAlgorithm(9)) { try seal.open([9] + [UInt8](repeating: 1, count: 50), context: "a") }
    }
}
