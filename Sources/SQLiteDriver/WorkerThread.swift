import Foundation

/// A driver thread that can be recognised from inside and waited for from outside.
final class WorkerThread: @unchecked Sendable {
    private let condition = NSCondition()
    private var identity: ObjectIdentifier?
    private var hasEnded = false

    func start(named name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread { [self] in
            become(ObjectIdentifier(Thread.current))
            work()
            end()
        }
        thread.name = name
        thread.stackSize = 8 << 20
        thread.start()
    }

    var isCurrent: Bool {
        condition.lock()
        defer { condition.unlock() }
        return identity == ObjectIdentifier(Thread.current)
    }

    /// Returns at once on the thread itself, which cannot wait for its own end.
    func waitForEnd() {
        if isCurrent { return }
        condition.lock()
        defer { condition.unlock() }
        while !hasEnded { condition.wait() }
    }

    private func become(_ thread: ObjectIdentifier) {
        condition.lock()
        defer { condition.unlock() }
        identity = thread
    }

    private func end() {
        condition.lock()
        defer { condition.unlock() }
        identity = nil
        hasEnded = true
        condition.broadcast()
    }
}
