import Domain

/// A day, perhaps with a time, as people and systems write it: `2026-11-25`, `2026/1/5 8:30`, `20261125143005`, or with the words of `DateMarks`.
struct WrittenMoment: Equatable {
    enum Fault: String, Error {
        /// Not a date.
        case dateUnreadable
        /// A date that the calendar does not have, or a time that the clock does not have.
        case dateImpossible
        /// Day and month cannot be told apart, or the century is missing.
        case dateAmbiguous
    }

    var day: LocalDay
    /// Milliseconds into the day; nil when only the day is written.
    var time: Int?
    /// Minutes east of UTC when the text says so.
    var offset: Int?
    /// Came as the day number of a spreadsheet.
    var isSerial = false

    func instant(in zone: CivilZone) -> Instant {
        let minutes = offset ?? zone.offsetMinutes
        return Instant(milliseconds: Int64(day.number) * 86_400_000 + Int64(time ?? 0) - Int64(minutes) * 60_000)
    }

    /// - Parameter order: how a date is read that does not begin with its century; nil = it is ambiguous.
    static func read(_ text: String, _ marks: DateMarks, order: ColumnMapping.DateOrder? = nil) -> Result<WrittenMoment, Fault> {
        var narrow = text.narrowed
        return narrow.withUTF8 { bytes in
            var cursor = TextCursor(bytes)
            return Result { () throws(Fault) in try moment(&cursor, marks, order) }
        }
    }

    private static func moment(_ cursor: inout TextCursor, _ marks: DateMarks, _ order: ColumnMapping.DateOrder?) throws(Fault) -> WrittenMoment {
        guard let first = cursor.digits() else { throw .dateUnreadable }
        switch first.count {
        case 4: return try clocked(try written(year: first.value, &cursor, marks), &cursor, marks)
        case 5: return try serial(first.value, &cursor)
        case 8: return try clocked(try day(first.value), &cursor, marks)
        case 12, 14:
            guard cursor.isAtEnd else { throw .dateUnreadable }
            return try packed(first.value, hasSeconds: first.count == 14)
        case 1, 2:
            if let order { return try clocked(try ordered(first.value, order, &cursor), &cursor, marks) }
            throw cursor.takeOne(of: dateSigns) != nil && cursor.digits() != nil ? .dateAmbiguous : .dateUnreadable
        default: throw .dateUnreadable
        }
    }

    // MARK: The day

    private static let dateSigns: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")]

    /// Three numbers with signs between them, in the order of the sender: `25/11/2026`, `11/25/26`, `26-11-25`. A year of two digits is of this century.
    private static func ordered(_ first: Int, _ order: ColumnMapping.DateOrder, _ cursor: inout TextCursor) throws(Fault) -> LocalDay {
        guard cursor.takeOne(of: dateSigns) != nil, let second = cursor.digits(), second.count <= 2, cursor.takeOne(of: dateSigns) != nil,
            let third = cursor.digits(), third.count == 4 || third.count <= 2
        else { throw .dateUnreadable }
        guard order != .yearFirst || third.count <= 2 else { throw .dateImpossible }
        let (year, month, day) =
            switch order {
            case .yearFirst: (first, second.value, third.value)
            case .monthFirst: (third.value, first, second.value)
            case .dayFirst: (third.value, second.value, first)
            }
        guard let civil = LocalDay(year: year < 100 ? 2000 + year : year, month: month, day: day) else { throw .dateImpossible }
        return civil
    }

    private static func written(year: Int, _ cursor: inout TextCursor, _ marks: DateMarks) throws(Fault) -> LocalDay {
        let month = try part(&cursor, after: marks.year)
        let day = try part(&cursor, after: marks.month)
        _ = cursor.take(anyOf: marks.day)
        guard let civil = LocalDay(year: year, month: month, day: day) else { throw .dateImpossible }
        return civil
    }

    /// The month or day after a sign or word.
    private static func part(_ cursor: inout TextCursor, after words: [[UInt8]]) throws(Fault) -> Int {
        cursor.skipBlanks()
        guard cursor.takeOne(of: dateSigns) != nil || cursor.take(anyOf: words) else { throw .dateUnreadable }
        cursor.skipBlanks()
        guard let digits = cursor.digits(), digits.count <= 2 else { throw .dateUnreadable }
        return digits.value
    }

    private static func day(_ number: Int) throws(Fault) -> LocalDay {
        guard let day = LocalDay(year: number / 10_000, month: number / 100 % 100, day: number % 100) else { throw .dateImpossible }
        return day
    }

    private static func packed(_ number: Int, hasSeconds: Bool) throws(Fault) -> WrittenMoment {
        let full = hasSeconds ? number : number * 100
        let time = try WrittenClock.milliseconds(full / 10_000 % 100, full / 100 % 100, full % 100)
        return WrittenMoment(day: try day(full / 1_000_000), time: time)
    }

    // MARK: The time

    private static func clocked(_ day: LocalDay, _ cursor: inout TextCursor, _ marks: DateMarks) throws(Fault) -> WrittenMoment {
        cursor.skipBlanks()
        _ = cursor.takeOne(of: WrittenClock.timeSigns)
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { return WrittenMoment(day: day) }
        let clock = try WrittenClock.read(&cursor, marks)
        return WrittenMoment(day: day, time: clock.time, offset: clock.offset)
    }

    // MARK: Spreadsheets

    /// Day numbers from 1954 to 2091; a table of other numbers is hardly a table of dates.
    private static let serials = 20_000...70_000

    /// Day 25569 of the 1900 system is 1970-01-01; the fraction is the time of day.
    private static func serial(_ number: Int, _ cursor: inout TextCursor) throws(Fault) -> WrittenMoment {
        let fraction = cursor.fraction()
        guard serials.contains(number), cursor.isAtEnd else { throw .dateUnreadable }
        let time = fraction.map { Int(($0 * 86_400).rounded()) * 1000 }
        return WrittenMoment(day: LocalDay(number: Int32(number - 25_569)), time: time == 86_400_000 ? 86_399_000 : time, isSerial: true)
    }
}
