import Domain
import Foundation
import Operations
import SQLCore
import Storage

/// Complete calls with their records, recorded by many people at once; each is acknowledged only when it is durable.
struct ContactBenchmark {
    let house: House
    private let writers = 64

    init(house: House) { self.house = house }

    struct Refused: Error { let count: Int }

    func run(settling count: Int) throws {
        let work = try open(count)
        let shares = (0..<writers).map { writer in stride(from: writer, to: work.count, by: writers).map { work[$0] } }
        var (failures, processor) = (0, 0.0)
        let wall = Timing.wall { processor = Timing.process { failures = together(shares) { try record($0) } } }
        guard failures == 0 else { throw Refused(count: failures) }
        let bare = try limit()
        Report.rate("contacts, \(writers) writers (aim 3000)", Double(work.count) / wall, "contacts", limit: (bare, "bare durable rows"))
        Report.rate("  by processor time of all threads", Double(work.count) / processor, "contacts")
    }

    private struct Open: Sendable {
        var id: FollowUpID
        var ward: Int
    }

    private func open(_ count: Int) throws -> [Open] {
        try house.database.read { session in
            try session.query("SELECT id, unit FROM follow_up WHERE organisation = \(House.organisation) AND state = 'planned' ORDER BY id LIMIT \(count)") {
                Open(id: FollowUpID($0.int(0)), ward: Int($0.int(1) - House.ward(0).rawValue))
            }
        }
    }

    private func record(_ open: Open) throws {
        let entry = ContactInput.Entry(followUp: open.id, answers: Self.answers)
        let input = ContactInput(channel: .phone, result: "complete", entries: [entry], requestKey: "bench-\(open.id)")
        _ = try Recording(house.premises).record(input, house.nurse(open.ward))
    }

    private static let answers: [String: Answer] = [
        "identity": .code("correct"), "recovery": .code("good"), "expectation": .code("reached"), "treatment": .code("satisfied"),
        "attitude": .code("satisfied"), "skill": .code("satisfied"), "environment": .code("satisfied"), "satisfaction": .code("satisfied"),
        "problem": .code("none"), "nextStep": .code("noVisit"),
    ]

    /// What the driver's grouped commit allows when each request writes one short row.
    private func limit() throws -> Double {
        try house.database.write { try $0.execute("CREATE TABLE bench_row (id INTEGER PRIMARY KEY, at INTEGER NOT NULL)") }
        let shares = (0..<writers).map { writer in (0..<200).map { Int64(writer * 200 + $0) } }
        let wall = Timing.wall {
            _ = together(shares) { id in _ = try house.database.write { try $0.execute("INSERT INTO bench_row (id, at) VALUES (\(id), \(id))") } }
        }
        try house.database.write { try $0.execute("DROP TABLE bench_row") }
        return Double(writers * 200) / wall
    }

    /// Runs each share on a thread of its own; returns how many failed.
    private func together<Item: Sendable>(_ shares: [[Item]], _ body: @escaping @Sendable (Item) throws -> Void) -> Int {
        let (group, lock) = (DispatchGroup(), NSLock())
        nonisolated(unsafe) var failures = 0
        for share in shares {
            group.enter()
            Thread.detachNewThread {
                for item in share {
                    do { try body(item) } catch {
                        lock.withLock {
                            if failures == 0 { Report.say("  a contact was refused: \(error)") }
                            failures += 1
                        }
                    }
                }
                group.leave()
            }
        }
        group.wait()
        return lock.withLock { failures }
    }
}
