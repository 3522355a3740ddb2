import Domain
import Foundation
import SQLCore

/// One file through the house, at several sizes: import with planning, the queue, contacts, figures.
struct HouseBenchmark {
    let checkout: Checkout
    let sizes: [Int]
    let repeats: Int

    func run() throws {
        let folder = FileManager.default.temporaryDirectory
        var queues: [[QueueBenchmark.Result]] = []
        for size in sizes {
            Report.say("\nhouse of \(size) follow-ups, load average \(Conditions.load())")
            let house = try House(checkout, in: folder.appending(path: UUID().uuidString))
            defer { house.remove() }
            try ImportBenchmark(house: house, checkout: checkout, rows: size).run()
            var results = try QueueBenchmark(house: house, repeats: repeats).run("all open")
            try ContactBenchmark(house: house).run(settling: min(size * 8 / 10, 16_000))
            results += try QueueBenchmark(house: house, repeats: repeats).run("after contacts")
            try FiguresBenchmark(house: house, repeats: repeats).run()
            queues.append(results)
        }
        compare(queues)
    }

    /// Looks at houses that are there: the queue, figures and search of each, and of the last by those of the first.
    static func look(at folders: [URL], repeats: Int, _ checkout: Checkout) throws {
        let results = try folders.map { folder in
            let house = try House(checkout, in: folder, isNew: false)
            defer { house.database.close() }
            let count = try house.database.read { try $0.first("SELECT COUNT(*) FROM follow_up") { $0.int(0) } } ?? 0
            Report.say("\n\(count) follow-ups, load average \(Conditions.load())")
            return try QueueBenchmark(house: house, repeats: repeats).run("as kept") + FiguresBenchmark(house: house, repeats: repeats).run()
                + SearchBenchmark(house: house, repeats: repeats).run()
        }
        guard let small = results.first, let large = results.last, results.count > 1 else { return }
        Report.say("\nmedian and p99 of processor time of the last house by those of the first (aim 1.5)")
        for (a, b) in zip(small, large) {
            Report.ratio(b.title + ", p50", b.times.processor.median / a.times.processor.median)
            Report.ratio(b.title + ", p99", b.times.processor.p99 / a.times.processor.p99)
        }
    }

    static func keep(at folder: URL, rows: Int, _ checkout: Checkout) throws {
        let house = try House(checkout, in: folder)
        try ImportBenchmark(house: house, checkout: checkout, rows: rows).fill()
        try ContactBenchmark(house: house).run(settling: rows * 8 / 10)
        house.database.close()
        Report.say("kept in \(folder.path); sign in as nurse or head with: \(House.password)")
    }

    /// The same page in the large house and in the small one.
    private func compare(_ queues: [[QueueBenchmark.Result]]) {
        guard let small = queues.first, let large = queues.last, queues.count > 1 else { return }
        Report.say("\nqueue, p99 of processor time of the large house by that of the small (aim 1.5)")
        for (a, b) in zip(small, large) { Report.ratio(b.title, b.times.processor.p99 / a.times.processor.p99) }
    }
}
