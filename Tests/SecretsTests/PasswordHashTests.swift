import Secrets
import Testing

@Suite struct PasswordHashTests {
    let hash = PasswordHash(cost: .cheapest)

    @Test func thePasswordAndNoOtherMatches() throws {
        let encoded = try hash.encode("回访制度 2026")
        #expect(encoded.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(hash.verify("回访制度 2026", against: encoded))
        #expect(!hash.verify("回访制度 2025", against: encoded))
        #expect(!hash.verify("", against: encoded))
        #expect(try hash.encode("回访制度 2026") != encoded, "each has its own salt")
    }

    @Test func parametersAreReadFromTheText() throws {
        let dearer = try PasswordHash(cost: .init(passes: 2, memory: 64)).encode("word")
        #expect(dearer.hasPrefix("$argon2id$v=19$m=64,t=2,p=1$"))
        #expect(hash.verify("word", against: dearer))
    }

    @Test func anotherCostAsksForRehash() throws {
        let encoded = try hash.encode("word")
        #expect(!hash.needsRehash(encoded))
        #expect(PasswordHash(cost: .init(passes: 2, memory: 8)).needsRehash(encoded))
        #expect(PasswordHash(cost: .init(passes: 1, memory: 16)).needsRehash(encoded))
    }

    @Test(arguments: ["", "word", "$argon2id$v=19$m=8,t=1,p=1$", String(repeating: "x", count: 500), "a\u{0}b"])
    func whatIsNoHashMatchesNothing(text: String) {
        #expect(!hash.verify("word", against: text))
        #expect(hash.needsRehash(text))
    }

    @Test func aCostBelowTheLeastIsRefused() {
        #expect(throws: PasswordHash.Failure.notComputed) {
            try PasswordHash(cost: .init(passes: 1, memory: 1)).encode("word")
        }
    }

    @Test func theRecommendedCost() {
        #expect(PasswordHash().cost == PasswordHash.Cost(passes: 2, memory: 19_456))
    }
}
