import Domain
import Operations
import RegulationEngine
import Storage

/// Whether everything is as a step says: each line that is not becomes a failure at its place.
extension Stage {
    func check(_ step: RehearsalStep, _ gave: StepFindings) {
        for expectation in step.expectations {
            do {
                try check(expectation, gave)
            } catch {
                fail(expectation.place, "something to look at", Told.error(error))
            }
        }
    }

    private func check(_ expectation: Expectation, _ gave: StepFindings) throws {
        let place = expectation.place
        switch expectation.kind {
        case .followUp(let expected): try check(expected, place)
        case .eligible(let expected): try check(expected, place)
        case .event(let expected): try check(expected, place)
        case .caseFile(let expected): try check(expected, place)
        case .clock(let expected): try check(expected, place)
        case .clockAct(let expected): try check(expected, place)
        case .duty(let expected): try check(expected, place)
        case .promise(let of, let due, let count): try checkPromise(of, due, count, place)
        case .told(let role, let of, let count): try checkNotices(["notice.told", "notice.caseTold"], role, of, count, place)
        case .escalated(let role, let of, let count): try checkNotices(["notice.escalated", "notice.caseEscalated"], role, of, count, place)
        case .ladder(let expected): try check(expected, place)
        case .draw(let expected): try check(expected, place)
        case .plan(let expected): try check(expected, place)
        case .figure(let expected): try check(expected, place)
        case .register(let expected): try check(expected, place)
        case .explanation(let expected): try check(expected, place)
        case .refused(let code): checkCodes([code], among: gave.refusals + gave.codes, "refusal", place)
        case .findings(let codes): checkCodes(codes, among: gave.codes, "finding", place)
        }
    }

    private func checkCodes(_ wanted: [String], among given: [String], _ what: String, _ place: Place) {
        for code in wanted where !given.contains(code) {
            fail(place, "\(what) \(code)", given.isEmpty ? "none" : given.joined(separator: ", "))
        }
    }

    // MARK: Comparing

    /// One property of one thing: the same text or a failure.
    func compare(_ what: String, _ expected: String?, _ found: String, _ place: Place) {
        guard let expected, expected != found else { return }
        fail(place, "\(what) \(expected)", found)
    }

    func compareLimit(_ what: String, _ expected: DueText?, _ found: Instant?, _ place: Place) {
        guard let expected else { return }
        guard let found else { return fail(place, "\(what) \(told(expected))", "none") }
        if moment(expected, isLimit: true) != found { fail(place, "\(what) \(told(expected))", Told.limit(found, zone)) }
    }

    func compareOpening(_ what: String, _ expected: DueText?, _ found: Instant?, _ place: Place) {
        guard let expected else { return }
        guard let found else { return fail(place, "\(what) \(told(expected))", "none") }
        if moment(expected, isLimit: false) != found { fail(place, "\(what) \(told(expected))", Told.opening(found, zone)) }
    }

    func moment(_ text: DueText, isLimit: Bool) -> Instant {
        switch text {
        case .day(let day): isLimit ? zone.end(of: day) : zone.instant(day)
        case .moment(let moment): moment
        }
    }

    private func told(_ text: DueText) -> String {
        switch text {
        case .day(let day): day.iso
        case .moment(let moment): Told.moment(moment, zone)
        }
    }

    /// Roles are written as the regulation calls them, or as the organisation's posts do.
    func isRole(_ expected: String, _ found: String) -> Bool {
        if expected == found { return true }
        return adoptions.values.contains { adoption in
            (try? read { try AdoptionRows.roles(of: adoption, Stage.organisation, in: $0) })?[expected] == found
        }
    }

    func compareRole(_ what: String, _ expected: String?, _ found: String?, _ place: Place) {
        guard let expected else { return }
        if let found, isRole(expected, found) { return }
        if found == nil, expected == "none" { return }
        fail(place, "\(what) \(expected)", found ?? "none")
    }

    /// - Parameter expected: nil = `least` or more.
    func compareCount(_ what: String, _ expected: Int?, atLeast least: Int, _ found: Int, _ place: Place) {
        if let expected {
            if expected != found { fail(place, "\(expected) \(what)", String(found)) }
        } else if found < least {
            fail(place, "at least \(least) \(what)", String(found))
        }
    }

    func note(_ part: String, looked regulation: String) { looked[regulation, default: []].insert(part) }
}
