/// The time of day in a written moment: `14:30`, `14:30:05.250`, `2:30 PM`, with the words of `DateMarks`, with or without an offset from UTC.
enum WrittenClock {
    static func read(_ cursor: inout TextCursor, _ marks: DateMarks) throws(WrittenMoment.Fault) -> (time: Int, offset: Int?) {
        var half = noonMark(&cursor, marks)
        cursor.skipBlanks()
        guard let hour = cursor.digits(), hour.count <= 2 else { throw .dateUnreadable }
        let (minute, second) = try minuteAndSecond(&cursor, marks)
        let fraction = second == nil ? nil : cursor.fraction()
        _ = second == nil ? false : cursor.take(anyOf: marks.second)
        cursor.skipBlanks()
        half = half ?? noonMark(&cursor, marks)
        let offset = try offset(&cursor)
        guard cursor.isAtEnd else { throw .dateUnreadable }
        let time = try milliseconds(try twentyFour(hour.value, half), minute, second ?? 0)
        return (time + Int((fraction ?? 0) * 1000), offset)
    }

    /// - Throws: `dateImpossible` for 25:00 or 10:60; 24:00 is the end of the day.
    static func milliseconds(_ hour: Int, _ minute: Int, _ second: Int) throws(WrittenMoment.Fault) -> Int {
        guard hour < 24 || (hour == 24 && minute == 0 && second == 0), minute < 60, second < 60 else { throw .dateImpossible }
        return ((hour * 60 + minute) * 60 + second) * 1000
    }

    private enum Half { case beforeNoon, afterNoon }

    private static func noonMark(_ cursor: inout TextCursor, _ marks: DateMarks) -> Half? {
        if cursor.take(anyOf: marks.beforeNoon) { return .beforeNoon }
        return cursor.take(anyOf: marks.afterNoon) ? .afterNoon : nil
    }

    private static func twentyFour(_ hour: Int, _ half: Half?) throws(WrittenMoment.Fault) -> Int {
        switch half {
        case nil: return hour
        case .beforeNoon: return hour == 12 ? 0 : hour
        case .afterNoon: return hour < 12 ? hour + 12 : hour
        }
    }

    static let timeSigns: [UInt8] = [UInt8(ascii: "T"), UInt8(ascii: "t")]
    private static let colon: [UInt8] = [UInt8(ascii: ":")]
    private static let zuluSigns: [UInt8] = [UInt8(ascii: "Z"), UInt8(ascii: "z")]
    private static let offsetSigns: [UInt8] = [UInt8(ascii: "+"), UInt8(ascii: "-")]

    /// Minutes may be missing after the word for hours; seconds are optional.
    private static func minuteAndSecond(_ cursor: inout TextCursor, _ marks: DateMarks) throws(WrittenMoment.Fault) -> (Int, Int?) {
        let isWord = cursor.take(anyOf: marks.hour)
        guard isWord || cursor.takeOne(of: colon) != nil else { throw .dateUnreadable }
        guard let minute = cursor.digits() else {
            guard isWord else { throw .dateUnreadable }
            return (0, nil)
        }
        guard minute.count <= 2, isWord || minute.count == 2 else { throw .dateUnreadable }
        guard cursor.take(anyOf: marks.minute) || cursor.takeOne(of: colon) != nil else { return (minute.value, nil) }
        guard let second = cursor.digits() else { return (minute.value, nil) }
        guard second.count <= 2 else { throw .dateUnreadable }
        return (minute.value, second.value)
    }

    private static func offset(_ cursor: inout TextCursor) throws(WrittenMoment.Fault) -> Int? {
        if cursor.takeOne(of: zuluSigns) != nil { return 0 }
        guard let sign = cursor.takeOne(of: offsetSigns) else { return nil }
        guard let first = cursor.digits() else { throw .dateUnreadable }
        var (hours, minutes) = (first.value, 0)
        if first.count == 4 {
            (hours, minutes) = (first.value / 100, first.value % 100)
        } else {
            guard first.count == 2, cursor.takeOne(of: colon) != nil, let second = cursor.digits(), second.count == 2 else { throw .dateUnreadable }
            minutes = second.value
        }
        guard hours <= 14, minutes < 60 else { throw .dateImpossible }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }
}
