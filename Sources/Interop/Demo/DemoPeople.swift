import Domain

/// Invented people: every name begins with the word for demonstration, every number is 199 0000 and four digits.
struct DemoPeople {
    private let words: DemoWords
    /// The last four digits of the next phone number.
    private var tail: Int

    init(words: DemoWords, firstTail: Int) { (self.words, tail) = (words, firstTail) }

    mutating func phone() -> String {
        defer { tail = (tail + 1) % 10_000 }
        return "199 0000 " + Self.padded(tail, 4)
    }

    func name(_ random: inout DemoRandom) -> String {
        let given = random.pick(words.all("given")) ?? ""
        let second = random.happens(600) ? random.pick(words.all("given")) ?? "" : ""
        return words.one("namePrefix") + (random.pick(words.all("surname")) ?? "") + given + second
    }

    func address(_ random: inout DemoRandom) -> String {
        words.one("address") + String(random.from(1...300)) + words.one("addressNumber")
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
