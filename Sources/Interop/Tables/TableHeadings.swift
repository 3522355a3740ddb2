import Domain

/// The headings under which a kind's columns are recognised, from the surest to the weakest.
struct TableHeadings {
    private struct Claim {
        var target: TableMapping.Target
        /// Smaller is surer: the kind's own headings, those of the envelope, titles, names; within each the order in which they are listed.
        var rank: Int
    }

    /// Folded heading → what it may mean.
    private let claims: [String: [Claim]]
    private let written: [TableMapping.Target: [String]]

    init(kind: EventKind, envelope: [AttributeDefinition]) {
        let attributes = kind.attributes.map { (TableMapping.Target.attribute($0.name), $0) }
        let around = envelope.map { (TableMapping.Target.envelope($0.name), $0) }
        var tiers: [[(TableMapping.Target, [String])]] = [
            [(.occurredAt, kind.occurredHeadings)] + attributes.map { ($0, $1.headings) },
            around.map { ($0, $1.headings) },
        ]
        tiers.append((attributes + around).map { ($0, [$1.title.simplified, $1.title.traditional, $1.title.english].compactMap(\.self)) })
        tiers.append([(.occurredAt, ["occurredAt"])] + (attributes + around).map { ($0, [$1.name]) })
        claims = Self.claims(tiers)
        written = tiers.prefix(3).joined().reduce(into: [:]) { $0[$1.0, default: []] += $1.1 }
    }

    private static func claims(_ tiers: [[(TableMapping.Target, [String])]]) -> [String: [Claim]] {
        var claims: [String: [Claim]] = [:]
        for (tier, targets) in tiers.enumerated() {
            for (target, headings) in targets {
                for (position, heading) in headings.enumerated() {
                    claims[heading.folded, default: []].append(Claim(target: target, rank: tier * 1000 + position))
                }
            }
        }
        return claims
    }

    /// Headings that would be accepted for a target, each once.
    func accepted(for target: TableMapping.Target) -> [String] {
        var seen: Set<String> = []
        return (written[target] ?? []).filter { seen.insert($0.folded).inserted }
    }

    /// Whether the kind has such a column at all.
    func has(_ target: TableMapping.Target) -> Bool { target == .occurredAt || written[target] != nil }

    /// Targets with a heading that holds this one or is part of it, and by how many letters; a single letter says nothing.
    func resembling(_ heading: String) -> [(target: TableMapping.Target, shared: Int)] {
        let folded = heading.folded
        guard folded.count > 1 else { return [] }
        return claims.filter { $0.key.count > 1 && (folded.contains($0.key) || $0.key.contains(folded)) }.flatMap { key, claims in
            claims.map { ($0.target, min(key.count, folded.count)) }
        }
    }

    func knows(_ heading: String) -> Bool { !candidates(heading).isEmpty }

    /// Gives each column at most one target and each target at most one column, the surest pairs first.
    func assign(_ header: [String]) -> [TableMapping.Target?] {
        let pairs = header.indices.flatMap { column in candidates(header[column]).map { (column: column, claim: $0) } }
        let ordered = pairs.sorted { ($0.claim.rank, $0.column) < ($1.claim.rank, $1.column) }
        var targets = [TableMapping.Target?](repeating: nil, count: header.count)
        var taken: Set<TableMapping.Target> = []
        for pair in ordered where targets[pair.column] == nil && !taken.contains(pair.claim.target) {
            targets[pair.column] = pair.claim.target
            taken.insert(pair.claim.target)
        }
        return targets
    }

    /// A remark in brackets does not count when the heading with it is unknown.
    private func candidates(_ heading: String) -> [Claim] {
        let folded = heading.folded
        if let found = claims[folded] { return found }
        guard folded.hasSuffix(")"), let bracket = folded.firstIndex(of: "(") else { return [] }
        return claims[String(folded[..<bracket])] ?? []
    }
}
