import Domain

/// What stands in the way of activating a regulation, and what an organisation should know before it does. Errors block; warnings and notes are told.
///
/// | finding | severity | wrong |
/// |---|---|---|
/// | `windowImpossible` | error | opens after it ends |
/// | `frameClosesLate` | warning | a draw is made when some of its follow-ups should be done already |
/// | `frameMayStayOpen` | note | a block fills only when enough events arrive |
/// | `roundUnfit` | error | a period or number of turns that cannot be meant |
/// | `windowBeyondTurn` | warning | a turn may still be made when the next has begun |
/// | `festivalUndated` | warning | the calendar has no date of a festival for this year or the next |
/// | `aimBeyondLimit` | warning | the aim lies outside the window |
/// | `parameterUnaccepted` | error | a proposed or required figure was not accepted |
/// | `parameterUnfit` | error | an accepted value is none of its kind |
/// | `parameterUnused` | note | no rule uses it |
/// | `roleUnmapped` | error | a role that rules use has nobody |
/// | `assignMissing`, `assignNotExhaustive` | error, warning | nobody makes the follow-up, or nobody in some cases |
/// | `channelsMissing` | error | no way to reach the person |
/// | `channelUnreachable` | warning | a step without a number of tries stands before others that it never lets come |
/// | `formMissing` | warning | nothing to fill in |
/// | `outcomeWithoutGuard` | error | a follow-up that asks for itself again without end |
/// | `recurringAskedFor` | error | an outcome asks for one more of what comes back by itself |
/// | `requestedByNobody` | warning | starts on request, and nothing asks for it |
/// | `reviewOfOwnWork` | warning | the only reviewer may have to review their own records |
/// | `caseOwnerMissing` | error | nobody is named who handles such a case |
/// | `clockLeadTooLong` | warning | a reminder as early as the clock itself, or earlier: it is never given |
/// | `clockStopsAtOnce` | error | the same step starts and stops a clock |
/// | `workingHoursMissing` | error | a clock in working time, and no working hours |
/// | `clockEndsWithoutBeginning` | warning | says until when it starts anew, and never does |
/// | `registerColumnUnknown` | error | a column of a register shows nothing that there is |
/// | `formHeadUnknown` | error | a box above the fields of a printed form shows nothing that there is |
/// | `reportBlockUnknown` | error | a report contains a part that no report knows |
/// | `reportToNobody` | error | circulated, and nobody named to whom |
/// | `dutyWithoutLastDay` | warning | somebody is reminded or told, and there is no last day |
/// | `registerTooWide` | warning | more columns than a sheet holds |
/// | `clauseUnknown` | warning | cites a clause that the list does not have |
/// | `basisMissing` | warning | neither a clause nor `ours` |
/// | `provisionalYear` | note | a year whose working days are not loaded |
public struct RegulationCheck: Sendable {
    let regulation: Regulation
    let registry: EventRegistry
    /// Accepted values in written form; stated ones may be left out.
    let values: [String: String]

    public init(_ regulation: Regulation, registry: EventRegistry, values: [String: String] = [:]) {
        (self.regulation, self.registry, self.values) = (regulation, registry, values)
    }

    /// - Parameters:
    ///   - mapped: roles that the organisation has mapped to posts.
    ///   - clauses: ids of the clause list; nil = not compared.
    ///   - calendar: nil = not looked at. `year` is the year in which the regulation is to be active.
    public func findings(roles mapped: Set<String>, clauses: Set<String>? = nil, calendar: WorkingCalendar? = nil, year: Int? = nil) -> [Finding] {
        parameterFindings() + roleFindings(mapped) + regulation.followUps.flatMap { ruleFindings($0) + roundFindings($0, calendar, year) } + caseFindings() + outcomeFindings()
            + registerFindings() + formHeadFindings() + reportFindings() + basisFindings(clauses) + calendarFindings(calendar, year)
    }

    private func ruleFindings(_ rule: FollowUpRule) -> [Finding] {
        WindowCheck(rule: rule, values: CheckedValues(regulation, values)).findings + frameFindings(rule) + assignFindings(rule) + channelFindings(rule) + triggerFindings(rule)
            + reviewFindings(rule)
    }

    private func calendarFindings(_ calendar: WorkingCalendar?, _ year: Int?) -> [Finding] {
        guard let calendar, let year, countsWorkdays else { return [] }
        return [year, year + 1].filter { !calendar.loadedYears.contains($0) }.map { Finding(.note, "provisionalYear", ["year": String($0)]) }
    }

    private var countsWorkdays: Bool {
        let values = CheckedValues(regulation, values)
        let figures = regulation.followUps.flatMap { [$0.window.within, $0.window.notBefore, $0.window.aim, $0.window.after].compactMap { $0 } + $0.window.orEarlier.map(\.within) }
        let rolls = regulation.time.lastDay == .rolls || regulation.followUps.contains { $0.window.lastDay == .rolls }
        return rolls || figures.contains { values.period($0)?.unit == .workdays }
    }
}

/// Figures as far as they are known: accepted, stated, or (for a look ahead) proposed.
struct CheckedValues {
    private let texts: [String: String]

    init(_ regulation: Regulation, _ values: [String: String]) {
        let known = regulation.parameters.compactMap { parameter in parameter.value.map { (parameter.id, $0) } }
        texts = Dictionary(known, uniquingKeysWith: { a, _ in a }).merging(values) { _, accepted in accepted }
    }

    func period(_ figure: Figure<Period>?) -> Period? {
        switch figure {
        case .stated(let period): period
        case .parameter(let name): texts[name].flatMap { Period($0) }
        case nil: nil
        }
    }
}
