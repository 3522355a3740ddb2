/// A day of the Gregorian calendar without a time zone: days since 1970-01-01.
public struct LocalDay: Hashable, Comparable, Sendable, Codable {
    public let number: Int32

    public init(number: Int32) { self.number = number }

    /// The day of this civil date; nil when there is no such date (month 13, 30 February, year outside 1...9999).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.daysIn(month: month, of: year)).contains(day) else { return nil }
        number = Self.number(year, month, day)
    }

    /// Reads `2026-11-25`; nil for anything else, impossible dates included.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public static func < (a: Self, b: Self) -> Bool { a.number < b.number }

    public func adding(days: Int) -> LocalDay { LocalDay(number: number + Int32(days)) }
    public func days(since earlier: LocalDay) -> Int { Int(number) - Int(earlier.number) }

    /// The corresponding day `months` later, or the last of that month when there is none (Civil Code art. 202).
    public func adding(months: Int) -> LocalDay {
        let (y, m, d) = civil
        let index = y * 12 + (m - 1) + months
        let (year, month) = (index.quotientFloor(12), index.remainderFloor(12) + 1)
        return LocalDay(number: Self.number(year, month, min(d, Self.daysIn(month: month, of: year))))
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    public var day: Int { civil.day }

    /// 1 = Monday … 7 = Sunday.
    public var weekday: Int { (Int(number) + 3).remainderFloor(7) + 1 }

    public var iso: String {
        let (y, m, d) = civil
        return pad(y, 4) + "-" + pad(m, 2) + "-" + pad(d, 2)
    }

    public var firstOfMonth: LocalDay { adding(days: 1 - day) }
    public var lastOfMonth: LocalDay { firstOfMonth.adding(months: 1).adding(days: -1) }

    public static func daysIn(month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// Year, month, day. Days are counted from 0000-03-01 so that the leap day is the last of its year.
    public var civil: (year: Int, month: Int, day: Int) {
        let z = Int(number) + 719_468
        let era = z.quotientFloor(146_097)
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let y = month <= 2 ? year - 1 : year
        let era = y.quotientFloor(400)
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return Int32(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    }
}

extension Int {
    func quotientFloor(_ divisor: Int) -> Int { (self >= 0 ? self : self - divisor + 1) / divisor }
    func remainderFloor(_ divisor: Int) -> Int { self - quotientFloor(divisor) * divisor }
}

func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
