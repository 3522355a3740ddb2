import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Statistics
import Storage

/// The parts of a report beside its tables, in the order of the document.
struct ReportParts {
    let view: MonthlyReports.View
    let chrome: PageChrome
    let reach: Reach

    private var p: Phrases { chrome.phrases }
    private var language: Language { p.language }
    private var body: MonthlyReports.Body { view.body }

    var all: [ReportPart] {
        (body.blocks ?? []).compactMap { name in
            switch ReportBlock.Kind(rawValue: name) {
            case .comparison?: body.before.map(comparison)
            case .opinions?: body.opinions.map(opinions)
            case .notReached?: body.notReached.map(notReached)
            case .cases?: body.cases.map(cases)
            default: nil
            }
        }
    }

    private func comparison(_ before: MonthlyReports.Body.Before) -> ReportPart {
        let (now, then) = (body.lines.total, before.lines.total)
        let measures: [Measure] = [.followedUpRate, .inTimeRate, .lostRate, .satisfactionRate]
        let rates = measures.map { measure in
            let (a, b) = (measure.rate(now), measure.rate(then))
            return ReportPart.Row([p(PhraseKey("measure." + measure.rawValue)), percent(a), percent(b), difference(a, b)])
        }
        let counts = [("report.obligatory", now.obligatory, then.obligatory), ("report.done", now.done, then.done)] as [(PhraseKey, Int, Int)]
        return ReportPart(
            title: p("report.comparison"), headings: [p("report.figure"), p("report.thisPeriod"), p("report.before", ["from": .text(before.from.iso), "to": .text(before.to.iso)]), p("report.difference")],
            numbers: [1, 2, 3],
            rows: counts.map { ReportPart.Row([p($0.0), p.number($0.1), p.number($0.2), signed($0.1 - $0.2)]) } + rates, empty: "")
    }

    private func percent(_ rate: Rate) -> String { p.percent(rate.numerator, of: rate.denominator) }

    /// In percentage points.
    private func difference(_ a: Rate, _ b: Rate) -> String {
        guard let now = a.tenthsOfPercent, let then = b.tenthsOfPercent else { return "\u{2013}" }
        let tenths = now - then
        return (tenths > 0 ? "+" : tenths < 0 ? "\u{2212}" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    private func signed(_ number: Int) -> String { (number > 0 ? "+" : number < 0 ? "\u{2212}" : "") + p.number(abs(number)) }

    private func opinions(_ opinions: [MonthlyReports.Body.Opinion]) -> ReportPart {
        ReportPart(
            title: p("report.opinions"), headings: [p("report.opinion"), p("record.question")],
            rows: opinions.map { ReportPart.Row([$0.text, $0.field.text(in: language)], address: Address.printedRecord($0.record.description)) },
            empty: p("report.noOpinions"), note: limited(opinions.count))
    }

    private func notReached(_ people: [MonthlyReports.Body.NotReached]) -> ReportPart {
        ReportPart(
            title: p("report.notReached"), headings: [p("queue.who"), p("report.rule"), p("complaints.unit"), p("imports.state")],
            rows: people.map { one in
                let name = view.people[one.followUp] ?? p("report.somebody")
                return ReportPart.Row(
                    [name, body.names.rules[one.rule]?.text(in: language) ?? one.rule, body.names.units[one.unit] ?? "", p(one.isLost ? "report.lost" : "report.notDone")],
                    address: Address.explanation(of: one.followUp.description))
            }, empty: p("report.allReached"), note: limited(people.count))
    }

    private func limited(_ count: Int) -> String? { count >= 500 ? p("report.onlyFirst", ["n": .number(count)]) : nil }

    private func cases(_ cases: [MonthlyReports.Body.CaseCount]) -> ReportPart {
        ReportPart(
            title: p("report.cases"), headings: [p("registerColumn.category"), p("report.casesReceived"), p("report.casesClosed")], numbers: [1, 2],
            rows: cases.map {
                ReportPart.Row([$0.title.text(in: language), p.number($0.received), p.number($0.closed)], address: reach.enters(.complaints) ? "/complaints" : nil)
            }, empty: p("report.noCases"))
    }

    var receipts: [(name: String, receivedAt: Instant?)] {
        view.receipts.map { receipt in
            let name = receipt.name ?? receipt.receivedBy ?? ""
            return (name.isEmpty ? p.role(receipt.role) : name, receipt.receivedAt)
        }
    }
}
