/// A calendar's answers for the years it knows, a byte a day: planning asks them millions of times.
struct WorkdayTable: Sendable, Hashable {
    private let first: Int
    private let marks: [UInt8]

    private static let worked: UInt8 = 1
    private static let provisional: UInt8 = 2
    /// Years further apart than this would make a table of mostly nothing; the calendar answers day by day instead.
    private static let longest = 200

    init(covering years: Set<Int>, status: (LocalDay) -> WorkingCalendar.Status) {
        guard let from = years.min(), let to = years.max(), to - from < Self.longest,
            let start = LocalDay(year: from, month: 1, day: 1), let end = LocalDay(year: to, month: 12, day: 31)
        else {
            (first, marks) = (0, [])
            return
        }
        first = Int(start.number)
        marks = (start.number...end.number).map { Self.mark(status(LocalDay(number: $0))) }
    }

    func isWorkday(_ day: LocalDay) -> Bool? { mark(of: day).map { $0 & Self.worked != 0 } }
    func isProvisional(_ day: LocalDay) -> Bool? { mark(of: day).map { $0 & Self.provisional != 0 } }

    private func mark(of day: LocalDay) -> UInt8? {
        let index = Int(day.number) - first
        return marks.indices.contains(index) ? marks[index] : nil
    }

    private static func mark(_ status: WorkingCalendar.Status) -> UInt8 {
        (status.isWorkday ? worked : 0) | (status.isProvisional ? provisional : 0)
    }
}
