import Domain
import Foundation
import Interop
import Operations
import SQLCore
import Storage

/// Cases: taking them in, a day of clock events, and the list of open cases by their next limit among many.
struct CaseBenchmark {
    let checkout: Checkout
    let repeats: Int
    /// Clock events of the day; each case has three.
    static let events = 50_000

    /// A desk with the clocks of a day.
    private static let pack = SourceFile(
        path: "X1/regulation.yaml",
        text: """
            regulation: X1
            version: 1
            title: {en: Desk}
            sector: hospital
            time: {workingHours: ["08:30-12:00", "14:00-17:30"]}
            roles: {nurse: {en: Nurse, ours: true}, director: {en: Director, ours: true}}
            cases:
              report:
                title: {en: Report}
                opens: feedbackReceived
                assign: nurse
                clocks:
                  reply:
                    title: {en: Reply}
                    stop: replied
                    budget: 24 hours
                    before: {remind: owner, at: 4 hours}
                    atDeadline: [{inform: director}, {inform: director, after: 4 hours}]
                    ours: true
                  settle: {title: {en: Settle}, stop: closed, budget: 15 workdays, ours: true}
                ours: true
            """)

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let house = try House(checkout, in: folder, adding: [Self.pack])
        defer { house.remove() }
        try house.adopt("X1", roles: ["nurse": "nurse", "director": "director"])
        Report.say("\ncases, load average \(Conditions.load())")
        try takeIn(house, Self.events / 3 + 1)
        try day(house)
        let small = try list(house, "list by next limit, \(Self.events / 3 + 1) cases")
        try multiply(house, to: 1_000_000)
        let large = try list(house, "list by next limit, 1000000 cases")
        Report.ratio("p99 of the large by the small (aim 1.5)", large.processor.p99 / small.processor.p99)
    }

    private func takeIn(_ house: House, _ count: Int) throws {
        let intake = Intake(house.premises)
        let wall = try Timing.wall {
            for number in 0..<count {
                let fact = IncomingEvent(
                    kind: "feedbackReceived", occurredAt: House.now, unitCode: "W\(number % House.wards)", matterNumber: "C\(number)", naturalKey: .declared("C\(number)"),
                    attributes: ["number": .text("C\(number)"), "class": .text("complaint"), "category": .text("noise"), "text": .text("noise at night")])
                _ = try intake.receive(fact, from: .source, as: Delivery(sender: "bench", message: String(number)), house.all())
            }
        }
        Report.rate("cases taken in, one by one, durable", Double(count) / wall, "cases")
    }

    /// Everything that a day and four hours bring is done in one go, as after a pause.
    private func day(_ house: House) throws {
        var done = 0
        let wall = try Timing.wall {
            for hours in [20, 24, 28] as [Int64] {
                var context = house.all(StaffID(0)).at(House.now.adding(hours: hours))
                context.actor = .engine
                done += try Tick(house.premises).run(context).clockActs
            }
        }
        guard done >= Self.events else { throw Missing(done: done) }
        Report.rate("clock events (aim 5000)", Double(done) / wall, "events")
        let again = try Tick(house.premises).run(house.all(StaffID(0)).at(House.now.adding(hours: 28))).clockActs
        guard again == 0 else { throw Missing(done: again) }
    }

    struct Missing: Error { let done: Int }

    private func list(_ house: House, _ title: String) throws -> Times {
        let spent = try (0..<max(200, repeats * 20)).map { round -> Spent in
            try Timing.both {
                _ = try house.database.read { try CaseFileRows.dueNext(unit: House.ward(round % House.wards), after: nil, limit: 50, of: House.organisation, in: $0) }
            }
        }
        let times = Times(spent)
        Report.times(title, times)
        return times
    }

    /// Copies of the cases that are there, with identities and limits of their own.
    private func multiply(_ house: House, to count: Int) throws {
        let present = Self.events / 3 + 1
        try house.database.write { session in
            try session.execute(
                SQL(text: """
                    INSERT INTO case_file (id, organisation, number, kind, severity, category, stage, unit, event, summary, owner, opened_at, closings, adoption, edition, rule, next_due_at)
                    SELECT id + copy.n * 1000003, organisation, number || '-' || copy.n, kind, severity, category, stage, unit, event + copy.n * 1000003, summary, owner, opened_at,
                        0, adoption, edition, rule, next_due_at + copy.n * 60000 + id % 60000
                    FROM case_file, (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < \(count / present)) SELECT n FROM c) AS copy
                    """))
        }
    }
}
