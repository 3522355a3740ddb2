import Domain
import Synchronization

/// Hands out 63-bit identities: milliseconds (41 bits) | node (10) | sequence (12). Ascending within a node, whatever the clock does.
public final class IdentifierSequence: Sendable {
    private struct State {
        var milliseconds: Int64 = 0
        var sequence: Int64 = 0
    }

    /// 2020-01-01T00:00:00Z, so that 41 bits last until 2089.
    private static let epoch: Int64 = 1_577_836_800_000
    private let node: Int64
    private let state = Mutex(State())

    /// - Parameter node: 0 … 1023, another for each node of an installation.
    public init(node: Int64 = 0) {
        precondition((0...1023).contains(node))
        self.node = node
    }

    public func next(at now: Instant) -> Int64 {
        state.withLock { state in
            let present = max(0, now.milliseconds - Self.epoch)
            if present > state.milliseconds {
                (state.milliseconds, state.sequence) = (present, 0)
            } else if state.sequence < 4095 {
                state.sequence += 1
            } else {
                (state.milliseconds, state.sequence) = (state.milliseconds + 1, 0)
            }
            return state.milliseconds << 22 | node << 12 | state.sequence
        }
    }

    /// No identity handed out at this moment or later is smaller, unless the clock was set back.
    public static func least(at moment: Instant) -> Int64 {
        max(0, moment.milliseconds - epoch) << 22
    }

    /// What an identity was made of.
    static func parts(of id: Int64) -> (moment: Instant, node: Int64, sequence: Int64) {
        (Instant(milliseconds: (id >> 22) + epoch), id >> 12 & 1023, id & 4095)
    }

    public func next<Subject>(_: Subject.Type = Subject.self, at now: Instant) -> Identifier<Subject> {
        Identifier(next(at: now))
    }
}
