import Domain
import SQLCore
import Storage

/// A page of people who were found.
public struct Found: Sendable {
    public var hits: [People.Hit]
    /// Where the next page goes on; nil on the last.
    public var next: PartyID?
}

extension People {
    /// Two characters of the name that stand together or its first one, first letters of its reading, whole phone number or its last four digits,
    /// hospital, household or order number. What is found by number comes first, then names, whoever came newest first.
    ///
    /// - Parameter party: the last one of the page before.
    public func search(_ text: String, before party: PartyID? = nil, _ context: Context) throws -> Found {
        let wanted = text.trimmed
        guard !wanted.isEmpty else { return Found(hits: [], next: nil) }
        return try premises.database.read { session in
            let directory = try premises.directory(of: context.organisation, in: session)
            let words = try QueueWords(premises: premises, context: context, session: session)
            let numbered = try party == nil ? byNumber(wanted, context, session).filter { try isVisible($0, context, session) } : []
            let named = try byName(wanted, before: party, context, session)
            let page = (numbered.prefix(Self.limit) + named.prefix(Self.limit).filter { !numbered.contains($0) })
            return Found(
                hits: try survivors(Array(page), context, session).compactMap { try hit($0, words, directory, context, session) },
                next: named.count > Self.limit ? named[Self.limit - 1] : nil)
        }
    }

    /// A number, name or phone of one that became another finds that other.
    private func survivors(_ found: [PartyID], _ context: Context, _ session: any SQLReading) throws -> [PartyID] {
        var seen: Set<PartyID> = []
        return try found.map { try MergeRows.survivor(of: $0, context.organisation, in: session) }.filter { seen.insert($0).inserted }
    }

    private func byNumber(_ text: String, _ context: Context, _ session: any SQLReading) throws -> [PartyID] {
        let organisation = context.organisation
        var found = try PartyRows.parties(number: text, of: organisation, limit: Self.limit, in: session)
        found += try EventRows.parties(matterNumber: text, of: organisation, limit: Self.limit, in: session)
        if let digits = phoneDigits(text) {
            if digits.count == 4 {
                let tail = premises.secrets.blindTail(digits, as: .phone, of: organisation)
                found += try tail.map { try ContactPointRows.parties(tail: $0, of: organisation, limit: Self.limit * 4, in: session) } ?? []
            } else {
                let blind = premises.secrets.blind(digits, as: .phone, of: organisation)
                found += try ContactPointRows.parties(blind: blind, of: organisation, limit: Self.limit, in: session)
            }
        }
        var seen: Set<PartyID> = []
        return found.filter { seen.insert($0).inserted }
    }

    private func phoneDigits(_ text: String) -> String? {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        let rest = text.filter { !($0.isASCII && $0.isNumber) && !" -+()".contains($0) }
        return rest.isEmpty && digits.count >= 4 ? digits : nil
    }

    /// One more than a page, newest first: a range of the index for each unit of the actor's, and whom the actor has work with elsewhere.
    private func byName(_ text: String, before party: PartyID?, _ context: Context, _ session: any SQLReading) throws -> [PartyID] {
        let (grams, initials) = (NameGrams.wanted(text), NameGrams.wantedInitials(text))
        var found = try elsewhere(text, initials, before: party, context, session)
        for unit in seeable(context).sorted() {
            for wanted in [grams] + (initials.map { [[$0]] } ?? []) {
                found += try PartyGramRows.parties(
                    with: wanted, in: unit, before: party, limit: Self.limit + 1, of: context.organisation, session: session)
            }
        }
        return Array(Set(found).sorted(by: >).prefix(Self.limit + 1))
    }

    private func elsewhere(
        _ text: String, _ initials: Int64?, before party: PartyID?, _ context: Context, _ session: any SQLReading
    ) throws -> [PartyID] {
        let own = try PartyGramRows.own(
            context.actor.staff, outside: seeable(context).sorted(), limit: 200, of: context.organisation, session: session)
        return try own.filter { id in
            guard party.map({ id < $0 }) ?? true, let name = try PartyRows.party(id, of: context.organisation, in: session)?.name else { return false }
            return NameGrams.contains(name, text) || initials.map(NameGrams.of(name).contains) ?? false
        }
    }
}
