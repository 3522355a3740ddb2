import Domain
import Glibc

/// A number of a cell as the reader of rows expects it: days as days, numbers as Excel shows them.
struct SheetNumber {
    /// Days are counted from 1904-01-01.
    let countsFrom1904: Bool

    func text(_ bytes: [UInt8], _ format: CellFormat) -> String {
        switch format {
        case .plain: Self.plain(bytes)
        case .padded(let width): Self.padded(Self.plain(bytes), width)
        case .moment(let hasTime): Self.double(bytes).flatMap { moment($0, hasTime) } ?? Self.plain(bytes)
        }
    }

    // MARK: Numbers

    /// Excel keeps 15 digits: what is longer has lost its end, and shows it by its power of ten.
    private static let digits = 15

    private static func plain(_ bytes: [UInt8]) -> String {
        let isShort = bytes.count <= digits && bytes.allSatisfy { (0x30...0x39).contains($0) }
        if isShort { return String(decoding: bytes, as: UTF8.self) }
        guard let value = double(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return abs(value) < 1e15 && abs(value) >= 1e-4 ? printed("%.15g", value) : abs(value) < 1 ? small(value) : printed("%.14E", value)
    }

    private static func small(_ value: Double) -> String {
        var text = printed("%.20f", value)
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? "0" : text
    }

    private static func printed(_ format: StaticString, _ value: Double) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        let count = format.withUTF8Buffer { code in
            withVaList([value]) { vsnprintf(&buffer, buffer.count, UnsafeRawPointer(code.baseAddress!).assumingMemoryBound(to: CChar.self), $0) }
        }
        return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isPlain && text.utf8.count < min(width, digits) ? String(repeating: "0", count: min(width, digits) - text.utf8.count) + text : text
    }

    private static func double(_ bytes: [UInt8]) -> Double? {
        Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    // MARK: Days

    /// Of 1970-01-01. The 1900 system counts a 29 February 1900 that never was, so days before it are one less away.
    private static let day1970 = 25_569, falseDay = 60, day1970From1904 = 24_107
    /// 9999-12-31.
    private static let last = 2_958_465.0

    private func moment(_ serial: Double, _ hasTime: Bool) -> String? {
        guard serial >= 0, serial < Self.last + 1 else { return nil }
        var (whole, seconds) = (Int(serial), Int(((serial - serial.rounded(.down)) * 86_400).rounded()))
        if seconds == 86_400 { (whole, seconds) = (whole + 1, 0) }
        guard let day = day(whole) else { return hasTime && whole == 0 ? Self.clock(seconds) : nil }
        return hasTime || seconds > 0 ? day.iso + " " + Self.clock(seconds) : day.iso
    }

    /// Nil for day 0, which stands for no day, and for the day that never was.
    private func day(_ number: Int) -> LocalDay? {
        if countsFrom1904 { return LocalDay(number: Int32(number - Self.day1970From1904)) }
        if number == 0 || number == Self.falseDay { return nil }
        return LocalDay(number: Int32(number - Self.day1970 + (number < Self.falseDay ? 1 : 0)))
    }

    private static func clock(_ seconds: Int) -> String {
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
        return parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}
