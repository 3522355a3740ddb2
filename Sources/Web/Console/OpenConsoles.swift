import Domain
import Operations
import Phrasebook
import Synchronization

/// Who has which console open, as the open pages say themselves: remembered for a short while, kept nowhere.
final class OpenConsoles: Sendable {
    /// An open page asks every 20 seconds; one that has not for so long is closed, or nobody looks at it.
    static let seconds: Int64 = 50
    /// So many consoles are remembered before those that were closed are forgotten.
    private static let most = 5_000

    private struct Place: Hashable {
        var organisation: OrganisationID
        var followUp: FollowUpID
    }

    private struct Look {
        var name: String
        var at: Instant
    }

    private let looks = Mutex<[Place: [Int64: Look]]>([:])

    /// Notes that somebody has it open, and says who else has. Whoever asks may see the follow-up; that is looked at before.
    func see(_ id: FollowUpID, _ context: Context?) -> [String] {
        guard let context else { return [] }
        let (place, own, now) = (Place(organisation: context.organisation, followUp: id), context.actor.account, context.now)
        return looks.withLock { looks in
            if looks.count > Self.most { looks = looks.compactMapValues { Self.fresh($0, now) } }
            var here = Self.fresh(looks[place, default: [:]], now) ?? [:]
            let others = here.filter { $0.key != own }.sorted { $0.key < $1.key }.map(\.value.name)
            here[own] = Look(name: context.actor.name, at: now)
            looks[place] = here
            return others
        }
    }

    private static func fresh(_ looks: [Int64: Look], _ now: Instant) -> [Int64: Look]? {
        let left = looks.filter { now < $0.value.at.adding(seconds: seconds) }
        return left.isEmpty ? nil : left
    }

    /// In a sentence; nil when nobody else does.
    static func words(_ others: [String], _ p: Phrases) -> String? {
        guard let first = others.first else { return nil }
        guard others.count > 1 else { return p("console.otherHere", ["name": .text(first)]) }
        return p("console.othersHere", ["name": .text(first), "n": .number(others.count)])
    }
}
