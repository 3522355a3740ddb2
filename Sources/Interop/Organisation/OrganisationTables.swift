import Domain

/// The door for tables of the organisation itself: organisations, units, staff with posts, absences, own days.
///
/// A row with an error gives findings and is left out; the others go on.
public struct OrganisationTables {
    private let words: OrganisationWords
    private let rules: CellRules
    private let name: String?

    public typealias Source = () throws -> [UInt8]?

    /// - Parameters:
    ///   - cellWords: how flags and dates are written.
    ///   - name: the file's name, for the place of findings.
    public init(words: OrganisationWords, cellWords: ImportWords, name: String? = nil) {
        (self.words, self.name) = (words, name)
        rules = CellRules(words: cellWords, zone: .shanghai, name: name)
    }

    public func organisations(_ source: Source, onFinding: (Finding) -> Void) throws -> [OrganisationDraft] {
        try rows("organisations", ["code", "name", "sector"], source, onFinding) { row in
            guard let code = row.required("code"), let name = row.required("name"), let sector = row.code("sector", words) else { return nil }
            return OrganisationDraft(place: row.place, code: code, name: name, sector: sector)
        }
    }

    public func units(_ source: Source, onFinding: (Finding) -> Void) throws -> [UnitDraft] {
        try rows("units", ["code", "name", "kind"], source, onFinding) { row in
            guard let code = row.required("code"), let name = row.required("name"), let kind = row.code("kind", as: "unitKind", words) else { return nil }
            // The words list only kinds that there are; another code is a fault of the file of words.
            guard let unitKind = OrganisationUnit.Kind(rawValue: kind) else { return nil }
            return UnitDraft(place: row.place, code: code, name: name, kind: unitKind, parent: row.text("parent"))
        }
    }

    public func staff(_ source: Source, onFinding: (Finding) -> Void) throws -> [StaffDraft] {
        let drafts = try rows("staff", ["code", "name"], source, onFinding) { row in
            guard let code = row.required("code"), let name = row.required("name") else { return nil as StaffDraft? }
            let preset = row.text("preset").map { words.code("preset", $0) ?? $0 }
            return StaffDraft(
                place: row.place, code: code, name: name, isActive: row.flag("isActive") ?? true, posts: post(&row).map { [$0] } ?? [],
                signIn: row.text("signIn"), preset: preset)
        }
        return merged(drafts, onFinding)
    }

    public func absences(_ source: Source, onFinding: (Finding) -> Void) throws -> [AbsenceDraft] {
        try rows("absences", ["staff", "from", "to"], source, onFinding) { row in
            guard let staff = row.required("staff"), let from = row.requiredDay("from"), let to = row.requiredDay("to") else { return nil }
            return AbsenceDraft(place: row.place, staff: staff, from: from, to: to, standIn: row.text("standIn"))
        }
    }

    public func ownDays(_ source: Source, onFinding: (Finding) -> Void) throws -> [OwnDayDraft] {
        try rows("ownDays", ["day", "isWorkday"], source, onFinding) { row in
            guard let day = row.requiredDay("day"), row.required("isWorkday") != nil, let isWorkday = row.flag("isWorkday") else { return nil }
            return OwnDayDraft(place: row.place, day: day, isWorkday: isWorkday, name: row.text("name") ?? "")
        }
    }

    // MARK: Staff

    /// A post needs a unit and a role; one without the other is told.
    private func post(_ row: inout OrganisationRow) -> StaffDraft.PostDraft? {
        switch (row.text("unit"), row.text("role")) {
        case (let unit?, let role?): return StaffDraft.PostDraft(unit: unit, role: role, from: row.day("from"), to: row.day("to"))
        case (nil, nil): return nil
        case (nil, _?): row.missing("unit")
        case (_?, nil): row.missing("role")
        }
        return nil
    }

    /// One draft a person: the posts of all rows; what else the first row says.
    private func merged(_ drafts: [StaffDraft], _ onFinding: (Finding) -> Void) -> [StaffDraft] {
        var order: [String] = []
        var byCode: [String: StaffDraft] = [:]
        for draft in drafts {
            guard var known = byCode[draft.code] else {
                order.append(draft.code)
                byCode[draft.code] = draft
                continue
            }
            if known.name != draft.name {
                onFinding(Finding(.warning, "staff.otherName", at: draft.place, ["staff": draft.code, "name": known.name, "value": draft.name]))
            }
            known.posts += draft.posts
            (known.signIn, known.preset) = (known.signIn ?? draft.signIn, known.preset ?? draft.preset)
            byCode[draft.code] = known
        }
        return order.compactMap { byCode[$0] }
    }

    // MARK: Rows

    private func rows<Draft>(
        _ table: String, _ required: [String], _ source: Source, _ onFinding: (Finding) -> Void, _ draft: (inout OrganisationRow) -> Draft?
    ) throws -> [Draft] {
        try withoutActuallyEscaping(onFinding) { report in
            var columns: NamedColumns?
            var drafts: [Draft] = []
            let named: (CSVRow) -> NamedColumns = { NamedColumns($0, headings: words.headings(of: table), required: required, name: name) }
            _ = try TableReader(name: name).read(
                source: source, fit: { named($0).fit },
                onHeader: { header in
                    let named = named(header)
                    named.findings.forEach(report)
                    columns = named
                    return named.isUsable
                },
                onRow: { row in
                    guard let columns else { return }
                    var reading = OrganisationRow(columns: columns, row: row, cells: CellReading(rules, line: row.line, report: report), place: Place(source: name, line: row.line))
                    if let read = draft(&reading), !reading.cells.hasErrors { drafts.append(read) }
                }, onFinding: report)
            return drafts
        }
    }
}
