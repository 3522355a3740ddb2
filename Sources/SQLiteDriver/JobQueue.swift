import Foundation

/// A waiting line between callers and driver threads. Everything mutable is touched under the condition's lock.
final class JobQueue<Job: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var taken = 0
    private var isClosed = false

    /// Adds a job; false when the line is closed.
    func add(_ job: Job) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed else { return false }
        jobs.append(job)
        condition.signal()
        return true
    }

    /// Waits for work and takes up to `most` jobs in order; none only after `close`, when all are taken.
    func next(atMost most: Int) -> [Job] {
        condition.lock()
        defer { condition.unlock() }
        while taken == jobs.count, !isClosed { condition.wait() }
        let end = min(taken + most, jobs.count)
        defer { advance(to: end) }
        return Array(jobs[taken..<end])
    }

    /// No more jobs; those in line are still done.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
    }

    private func advance(to end: Int) {
        taken = end
        guard taken == jobs.count || taken > 1_000 else { return }
        jobs.removeFirst(taken)
        taken = 0
    }
}
