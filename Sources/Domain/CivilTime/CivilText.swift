/// Reads the written forms of a moment that contracts use.
struct CivilText {
    private let text: String

    init(_ text: String) { self.text = text }

    func instant(in zone: CivilZone) -> Instant? {
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count == 2, let day = LocalDay(iso: parts[0]) else { return nil }
        let (clock, offset) = splitOffset(parts[1])
        guard let milliseconds = clockMilliseconds(clock) else { return nil }
        guard let minutes = offset.map({ offsetMinutes($0) }) ?? zone.offsetMinutes else { return nil }
        return Instant(milliseconds: Int64(day.number) * 86_400_000 + milliseconds - Int64(minutes) * 60_000)
    }

    private func splitOffset(_ text: Substring) -> (clock: Substring, offset: Substring?) {
        guard let at = text.firstIndex(where: { $0 == "+" || $0 == "-" || $0 == "Z" }) else { return (text, nil) }
        return (text[..<at], text[at...])
    }

    private func clockMilliseconds(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = twoDigits(parts[0]), let minute = twoDigits(parts[1]) else { return nil }
        guard hour < 24 || (hour == 24 && minute == 0), minute < 60 else { return nil }
        let tail = parts.count == 3 ? secondMilliseconds(parts[2]) : 0
        guard let tail, hour < 24 || tail == 0 else { return nil }
        return Int64(hour * 3600 + minute * 60) * 1000 + tail
    }

    private func secondMilliseconds(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let second = twoDigits(parts[0]), second < 60 else { return nil }
        guard parts.count == 2 else { return Int64(second) * 1000 }
        guard (1...9).contains(parts[1].count), parts[1].utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let padded = parts[1].prefix(3) + String(repeating: "0", count: max(0, 3 - parts[1].count))
        return Int64(second) * 1000 + (Int64(padded) ?? 0)
    }

    private func offsetMinutes(_ text: Substring) -> Int? {
        if text == "Z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 4, let hour = twoDigits(digits.prefix(2)), let minute = twoDigits(digits.suffix(2)), hour <= 14, minute < 60 else { return nil }
        return (text.first == "-" ? -1 : 1) * (hour * 60 + minute)
    }

    private func twoDigits(_ text: some StringProtocol) -> Int? {
        guard text.count == 2, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
