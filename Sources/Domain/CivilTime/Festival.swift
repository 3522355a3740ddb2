/// A day of the year that people keep, by its date each year: fixed, lunar or by a solar term. The calendar knows the dates (`Share/calendars`).
public enum Festival: String, Sendable, Hashable, Codable, CaseIterable {
    case newYear, laba, littleNewYearNorth, littleNewYearSouth, newYearsEve, springFestival, lanternFestival, dragonHead
    case womensDay, consumersDay, qingming, labourDay, nursesDay, childrensDay, dragonBoat, doctorsDay, qixi, ghostFestival
    case teachersDay, dentalDay, midAutumn, nationalDay, hypertensionDay, chongyang, diabetesDay, winterSolstice
}

/// The dates of festivals, as far as the table goes. A year that it does not have has no such day: nothing is guessed.
public struct FestivalDates: Sendable, Hashable {
    private let days: [Festival: [LocalDay]]

    public init(_ days: [Festival: [LocalDay]] = [:]) { self.days = days.mapValues { $0.sorted() } }

    /// The dates that lie in `range`, in order.
    public func dates(of festival: Festival, in range: ClosedRange<LocalDay>) -> [LocalDay] {
        (days[festival] ?? []).filter { range.contains($0) }
    }

    public func knows(_ festival: Festival, in year: Int) -> Bool { days[festival]?.contains { $0.year == year } ?? false }
}
