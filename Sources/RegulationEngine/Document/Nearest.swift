/// The known name that a misspelt one most likely meant.
package enum Nearest {
    /// The nearest of `known` when it is near enough to be worth suggesting.
    package static func name(to written: String, in known: some Sequence<String>) -> String? {
        let scored = known.map { (name: $0, distance: distance(written.lowercased(), $0.lowercased())) }
        guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
        return best.distance <= max(2, written.count / 3) ? best.name : nil
    }

    /// Insertions, deletions and replacements that turn one text into the other.
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.prefix(80)), Array(b.prefix(80)))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let above = row[j + 1]
                row[j + 1] = a[i] == b[j] ? diagonal : 1 + min(diagonal, above, row[j])
                diagonal = above
            }
        }
        return row[b.count]
    }
}
