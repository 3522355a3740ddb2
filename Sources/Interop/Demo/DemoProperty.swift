import Domain

/// Three months of a property company: complaints received and closed, repairs with reworks, services, contracts, activities; and who lives there.
struct DemoProperty {
    private let words: DemoWords
    private let days: DemoDays
    private let size: DemoSize
    private let workers: [String: String]
    private var random: DemoRandom
    private var people: DemoPeople
    private var received = DemoTable("complaintReceived")
    private var closed = DemoTable("complaintClosed")
    private var repairs = DemoTable("repairCompleted")
    private var services = DemoTable("serviceCompleted")
    private var books = DemoBooks()
    private var complaintsSoFar: [(household: Household, what: DemoWords.Happening)] = []
    private var repairsSoFar: [(order: String, household: Household, what: DemoWords.Happening)] = []
    private var serial = 0

    private struct Household {
        var office: (code: String, name: String)
        var number: String
        var owner: String
        var phone: String

        /// Office, owner, number, phone: as all tables have them.
        var cells: [String] { [office.name, owner, number, phone] }
    }

    init(words: DemoWords, days: DemoDays, size: DemoSize, seed: UInt64) {
        (self.words, self.days, self.size, workers) = (words, days, size, words.workers)
        (random, people) = (DemoRandom(seed: seed), DemoPeople(words: words, firstTail: 6000))
    }

    mutating func tables() -> [DemoTable] {
        for office in words.offices {
            let households = (0..<size.householdsPerOffice).map { household($0, of: office) }
            (complaintsSoFar, repairsSoFar) = ([], [])
            for (index, household) in households.enumerated() { books.register(index, of: households.count, household.cells, words, days, &random) }
            for day in days.all {
                for _ in 0..<occurrences(size.complaints) { complain(households, on: day) }
                for _ in 0..<occurrences(size.repairs) { repair(households, on: day) }
                for _ in 0..<occurrences(size.services) { serve(households, on: day) }
                for _ in 0..<occurrences(size.contracts) { sign(households, on: day) }
                books.invite(office, words, on: day, &random)
            }
        }
        return [received, closed, repairs, services, books.households, books.activities, books.contracts]
    }

    /// A number of times whose mean is so many thousandths.
    private mutating func occurrences(_ perMille: Int) -> Int { perMille / 1000 + (random.happens(perMille % 1000) ? 1 : 0) }

    private mutating func household(_ index: Int, of office: (code: String, name: String)) -> Household {
        let room = String(index / 30 + 1) + words.one("building") + String(index % 30 / 3 + 1) + "0" + String(index % 3 + 1)
        return Household(office: office, number: words.one("household." + office.code) + room, owner: people.name(&random), phone: people.phone())
    }

    private mutating func number(_ prefix: String, on day: LocalDay) -> String {
        serial += 1
        return prefix + day.iso.filter { $0 != "-" } + "-" + DemoPeople.padded(serial, 5)
    }

    // MARK: Complaints

    /// In one of seven cases the household complains of the same thing again.
    private mutating func complain(_ households: [Household], on day: LocalDay) {
        let again = random.happens(140) ? random.pick(complaintsSoFar) : nil
        guard let household = again?.household ?? random.pick(households), let what = again?.what ?? random.pick(words.complaints, share: \.share) else { return }
        complaintsSoFar.append((household, what))
        let (number, severity) = (number("TS", on: day), severity())
        let at = DemoMoment(day: day, minute: random.from(480...1260))
        let known = household.cells + [household.office.name, what.cells[0], severity]
        received.append(at, [number, at.text] + known + [what.cells[1]])
        let settled = DemoMoment(day: day.adding(days: random.from(0...6)), minute: random.from(540...1080))
        guard at < settled, days.contains(settled) else { return }
        closed.append(settled, [number, settled.text] + known + [random.pick(words.all("proven")) ?? "", what.cells[1]])
    }

    private mutating func severity() -> String {
        if random.happens(60) { return words.one("major") }
        return words.one(random.happens(170) ? "important" : "general")
    }

    // MARK: Repairs and services

    /// In one of fourteen cases an earlier repair is done again; some are done again and again.
    private mutating func repair(_ households: [Household], on day: LocalDay) {
        let first = random.happens(70) ? random.pick(Array(repairsSoFar.suffix(12))) : nil
        guard let household = first?.household ?? random.pick(households), let what = first?.what ?? random.pick(words.repairs, share: \.share) else { return }
        let order = number("WX", on: day)
        if let first { repairsSoFar.append(first) } else { repairsSoFar.append((order, household, what)) }
        let at = DemoMoment(day: day, minute: random.from(510...1110))
        repairs.append(
            at, [order, at.text] + household.cells + [
                what.cells[0], what.cells[1], yesOrNo(700), yesOrNo(250), workers[household.office.code] ?? "", words.one(first == nil ? "no" : "yes"),
                first?.order ?? "",
            ])
    }

    private mutating func yesOrNo(_ perMille: Int) -> String { words.one(random.happens(perMille) ? "yes" : "no") }

    private mutating func serve(_ households: [Household], on day: LocalDay) {
        guard let household = random.pick(households), let what = random.pick(words.services, share: \.share) else { return }
        let at = DemoMoment(day: day, minute: random.from(540...1080))
        services.append(at, [number("FW", on: day), "1", at.day.iso] + household.cells + what.cells)
    }

    private mutating func sign(_ households: [Household], on day: LocalDay) {
        guard let household = random.pick(households) else { return }
        let contract = number("HT", on: day)
        books.sign(contract, household.cells, words, on: day, &random)
    }
}
