import Synchronization

/// A number that only goes up.
final class AtomicCount: Sendable {
    private let value = Atomic<Int>(0)

    @discardableResult
    func next(_ step: Int = 1) -> Int { value.add(step, ordering: .relaxed).newValue }

    var current: Int { value.load(ordering: .relaxed) }
}
