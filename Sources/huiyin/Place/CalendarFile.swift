import Domain
import Secrets

/// `date,type,name`: the statutory holidays and make-up workdays, a row a day. A year with rows is loaded.
enum CalendarFile {
    static func read(_ text: String) throws -> WorkingCalendar {
        var days: [LocalDay: WorkingCalendar.Entry] = [:]
        for (number, line) in text.split(whereSeparator: \.isNewline).enumerated().dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard cells.count == 3, let day = LocalDay(iso: cells[0]), ["holiday", "makeup-workday"].contains(cells[1]) else {
                throw Obstacle("calendars/cn-statutory.csv, line \(number + 1): wanted date,type,name with type holiday or makeup-workday.")
            }
            days[day] = WorkingCalendar.Entry(isWorkday: cells[1] == "makeup-workday", name: String(cells[2]))
        }
        let revision = "cn-" + Hexadecimal.text(SHA256.digest(of: text)).prefix(12)
        return WorkingCalendar(revision: revision, loadedYears: Set(days.keys.map(\.year)), statutory: days)
    }
}
