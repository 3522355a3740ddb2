import Domain
import Operations
import RegulationEngine
import Statistics
import Storage

/// Figures as the dashboard shows them, and registers.
extension Stage {
    func check(_ expected: FigureExpectation, _ place: Place) throws {
        guard let measure = Measure(rawValue: expected.measure) else { throw Missing("no measure \(expected.measure)") }
        guard let cohort = Cohort(expected.cohort) else { throw Missing("a cohort is a month such as 2026-09 or a day") }
        let unit = try expected.unit.map { name in try units[name] ?? { throw Missing("no unit \(name)") }() }
        let view = try Dashboard(premises).view(from: cohort.from, to: cohort.to, unit: unit, engine(at: expected.at))
        guard let (regulation, figures) = figures(view, expected) else { return fail(place, "figures of \(expected.rule)", "none") }
        note("measures.\(expected.measure)", looked: regulation)
        check(expected, measure, figures.lines.only(rules: [expected.rule]).total, place)
        try check(expected, figures, regulation, place)
    }

    private func figures(_ view: Dashboard.View, _ expected: FigureExpectation) -> (String, RegulationFigures)? {
        view.regulations.first { figures in regulations[figures.regulation]?.rule(expected.rule) != nil }.map { ($0.regulation, $0) }
    }

    private func check(_ expected: FigureExpectation, _ measure: Measure, _ counts: CountVector, _ place: Place) {
        let rate = measure.rate(counts)
        compare("numerator", expected.numerator.map { String($0) }, String(rate.numerator), place)
        compare("denominator", expected.denominator.map { String($0) }, String(rate.denominator), place)
        compare("open", expected.open.map { String($0) }, String(counts.windowOpen), place)
        compare("late", expected.late.map { String($0) }, String(counts.doneLate), place)
        compare("lost", expected.lost.map { String($0) }, String(counts.lost), place)
        compare("exempt", expected.exempt.map { String($0) }, String(counts.exempt), place)
        compare("rate", expected.rate, rate.tenthsOfPercent.map { "\($0 / 10).\($0 % 10)%" } ?? "none", place)
    }

    private func check(_ expected: FigureExpectation, _ figures: RegulationFigures, _ regulation: String, _ place: Place) throws {
        guard let name = expected.target else { return }
        guard let target = figures.targets.first(where: { $0.id == name }) else { return fail(place, "a target \(name)", "none") }
        guard target.rules.contains(expected.rule), target.measure.rawValue == expected.measure else {
            return fail(
                place, "a target of \(expected.rule) by \(expected.measure)", "\(target.rules.joined(separator: ", ")) by \(target.measure.rawValue)")
        }
        note("targets.\(name)", looked: regulation)
        compare("reached", expected.reached, "\(target.rate.numerator)/\(target.rate.denominator)", place)
        compare("atLeast", expected.atLeast, target.verdict.map { percent($0.target) } ?? "none", place)
        compare("met", expected.isMet.map { String($0) }, String(target.verdict?.standing == .met || target.verdict?.standing == .noBase), place)
    }

    private func percent(_ parts: Int) -> String {
        parts % 100 == 0 ? "\(parts / 100)%" : "\(parts / 100).\(parts % 100 < 10 ? "0" : "")\(parts % 100)%"
    }

    func check(_ expected: RegisterExpectation, _ place: Place) throws {
        guard
            let (regulation, register) = regulations.values.lazy.compactMap({ regulation in
                regulation.records.first { $0.id == expected.id }.map { (regulation, $0) }
            }).first(where: { adoptions[$0.0.id] != nil }), let adoption = adoptions[regulation.id]
        else { return fail(place, "a register \(expected.id)", "none") }
        note("records.\(expected.id)", looked: regulation.id)
        let view = try Registers(premises).register(expected.id, of: adoption, engine())
        for column in expected.columns where !view.columns.contains(column) {
            fail(place, "a column \(column)", view.columns.joined(separator: ", "))
        }
        compare("lines", expected.lines.map { String($0) }, view.lines.map { String($0) } ?? "not counted", place)
        try checkWords(expected, adoption, place)
        guard let keepUntil = expected.keepUntil, let of = expected.of else { return }
        guard let record = try latestRecord(of: try followUp(of)) else { return fail(place, "a record \(of.told)", "none") }
        let kept = try Registers(premises).keptUntil(record.id, in: register.id, of: adoption, engine())
        compare("keepUntil", keepUntil.iso, kept?.iso ?? "without limit", place)
    }

    private func checkWords(_ expected: RegisterExpectation, _ adoption: AdoptionID, _ place: Place) throws {
        guard !expected.says.isEmpty || !expected.hides.isEmpty else { return }
        let sheet = try Registers(premises).sheet(RegisterQuestion(id: expected.id, adoption: adoption), engine())
        let words = sheet.lines.flatMap(\.cells).flatMap(Self.words).joined(separator: " | ")
        for said in expected.says where !words.contains(said) { fail(place, "\(expected.id) to say \(said)", words) }
        for hidden in expected.hides where words.contains(hidden) { fail(place, "\(expected.id) not to say \(hidden)", words) }
    }

    private static func words(_ value: RegisterValue) -> [String] {
        switch value {
        case .text(let text): [text]
        case .wording(let words): [words.simplified ?? ""]
        case .word(_, let code), .result(let code): [code]
        case .several(let values): values.flatMap(words)
        default: []
        }
    }
}

/// `2026-09` or `2026-09-30`.
private struct Cohort {
    let from: LocalDay
    let to: LocalDay

    init?(_ text: String) {
        if let day = LocalDay(iso: text) {
            (from, to) = (day, day)
        } else if let first = LocalDay(iso: text + "-01") {
            (from, to) = (first, first.lastOfMonth)
        } else {
            return nil
        }
    }
}
