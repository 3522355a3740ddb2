import Domain

/// Guesses what the columns of an unknown table are: by headings that are known, by headings that resemble them, and by what stands in the columns.
public struct ColumnGuesses {
    private let registry: EventRegistry
    private let words: ImportWords

    public init(registry: EventRegistry, words: ImportWords) { (self.registry, self.words) = (registry, words) }

    /// - Parameter samples: some rows of the table.
    /// - Returns: nil for an unknown kind.
    public func mapping(as event: String, header: [String], samples: [[String]]) -> ColumnMapping? {
        guard let (kind, fixed) = registry.resolve(event) else { return nil }
        let headings = TableHeadings(kind: kind, envelope: registry.envelope)
        var targets = headings.assign(header)
        resembling(headings, header, &targets, fixed)
        bySamples(header, samples, &targets)
        return ColumnMapping(kind: event, columns: zip(header, targets).map { ColumnMapping.Column($0, $1) })
    }

    /// The kind with the fewest columns missing; of equals the one of which most headings are known, then most columns guessed.
    public func likeliest(header: [String], samples: [[String]]) -> ColumnMapping? {
        let scored = registry.kinds.keys.sorted().compactMap { name -> (mapping: ColumnMapping, sure: Int, found: Int, missing: Int)? in
            guard let mapping = mapping(as: name, header: header, samples: samples), let kind = registry.kinds[name] else { return nil }
            let sure = TableHeadings(kind: kind, envelope: registry.envelope).assign(header).count { $0 != nil }
            let used = Set(mapping.columns.compactMap(\.target))
            return (mapping, sure, used.count, TableNeeds(kind: kind, fixed: [:], needsUnit: true).missing(in: used).count)
        }
        return scored.min { ($0.missing, -$0.sure, -$0.found, $0.mapping.kind) < ($1.missing, -$1.sure, -$1.found, $1.mapping.kind) }?.mapping
    }

    // MARK: Headings

    /// A heading that holds a known one, or is part of it: the longest that is shared wins.
    private func resembling(_ headings: TableHeadings, _ header: [String], _ targets: inout [TableMapping.Target?], _ fixed: [String: String]) {
        var taken = Set(targets.compactMap(\.self)).union(fixed.keys.map { TableMapping.Target.attribute($0) })
        for column in header.indices where targets[column] == nil {
            let near = headings.resembling(header[column]).filter { !taken.contains($0.target) }
            guard let best = near.max(by: { ($0.shared, $1.target.code) < ($1.shared, $0.target.code) }) else { continue }
            targets[column] = best.target
            taken.insert(best.target)
        }
    }

    // MARK: Values

    /// Columns that are still unknown: one whose values are phone numbers, and where no moment is known the first whose values are dates.
    private func bySamples(_ header: [String], _ samples: [[String]], _ targets: inout [TableMapping.Target?]) {
        let marks = DateMarks(words)
        func fits(_ column: Int, _ test: (String) -> Bool) -> Bool {
            let values = samples.compactMap { column < $0.count ? $0[column].trimmed : nil }.filter { !$0.isEmpty }
            return !values.isEmpty && values.allSatisfy(test)
        }
        func assign(_ target: TableMapping.Target, _ test: (String) -> Bool) {
            guard !targets.contains(target), let column = header.indices.first(where: { targets[$0] == nil && fits($0, test) }) else { return }
            targets[column] = target
        }
        assign(.envelope("phone")) { text in
            let written = WrittenPhones(text, relation: "self", words)
            return !written.phones.isEmpty && written.unreadable.isEmpty
        }
        assign(.occurredAt) { text in
            switch WrittenMoment.read(text, marks) {
            case .success(let moment): !moment.isSerial
            case .failure: ColumnMapping.DateOrder.allCases.contains { (try? WrittenMoment.read(text, marks, order: $0).get()) != nil }
            }
        }
    }
}
