import Domain

/// The past of a running clock stays as it was counted: a calendar that is changed later bears on the days to come only.
///
/// The days that a derivation left out are those that were off; all others between its start and its limit were worked. So the calendar as it was can be
/// read from the derivation that was kept.
public struct CountedPast: Sendable {
    private let days: [LocalDay: WorkingCalendar.Entry]

    /// - Parameters:
    ///   - derivation: as it was kept with the clock.
    ///   - start: when the clock started.
    ///   - today: the first day that is not past.
    public init(_ derivation: Derivation, from start: LocalDay, before today: LocalDay) {
        let told = Dictionary(derivation.steps.compactMap(Self.day), uniquingKeysWith: { a, _ in a })
        guard let last = derivation.steps.compactMap({ Self.day(of: $0) }).max(), start < today, derivation.countsWorkdays else {
            days = [:]
            return
        }
        var (day, kept): (LocalDay, [LocalDay: WorkingCalendar.Entry]) = (start, [:])
        while day < today && day <= last {
            kept[day] = told[day] ?? WorkingCalendar.Entry(isWorkday: true, name: "")
            day = day.adding(days: 1)
        }
        days = kept
    }

    public func applied(to calendar: WorkingCalendar) -> WorkingCalendar { days.isEmpty ? calendar : calendar.remembering(days) }

    private static func day(_ step: DerivationStep) -> (LocalDay, WorkingCalendar.Entry)? {
        guard let code = DerivationCode(rawValue: step.code), let isWorked = code.tellsOfWork, let day = day(of: step) else { return nil }
        return (day, WorkingCalendar.Entry(isWorkday: isWorked, name: step.arguments["name"] ?? ""))
    }

    private static func day(of step: DerivationStep) -> LocalDay? { step.arguments["day"].flatMap { LocalDay(iso: $0) } }
}

extension Derivation {
    /// Other limits do not ask which days are worked, and say nothing of it.
    fileprivate var countsWorkdays: Bool {
        let codes: Set<DerivationCode> = [.countedWorkdays, .workingHours, .rolledTo]
        return steps.contains { DerivationCode(rawValue: $0.code).map(codes.contains) ?? false }
    }
}

extension DerivationCode {
    /// Whether the step tells of a day that is worked, or of one that is off.
    fileprivate var tellsOfWork: Bool? {
        switch self {
        case .skippedWeekend, .skippedHoliday, .skippedOwnDayOff, .skippedFestival: false
        case .makeUpWorkday, .ownWorkday: true
        default: nil
        }
    }
}
