import Domain

/// Reads working-day schedules: `date,type,name` with type `holiday` or `makeup-workday` (`Share/calendars/cn-statutory.csv`).
public enum CalendarTable {
    /// A year with at least one row counts as loaded. Rows that cannot be read become findings.
    ///
    /// - Parameters:
    ///   - festivals: `date,name` of festivals that are days off each year, for years whose schedule is not loaded.
    ///   - revision: names the content of both tables.
    public static func calendar(
        _ schedule: [UInt8], festivals: [UInt8]? = nil, revision: String, name: String? = nil, onFinding: (Finding) -> Void
    ) -> WorkingCalendar {
        var days: [LocalDay: WorkingCalendar.Entry] = [:]
        for row in CSVReader(name: name).read(schedule, onFinding: onFinding).rows {
            guard let (day, entry) = entry(row) else {
                onFinding(Finding(.error, "calendar.badRow", at: Place(source: name, line: row.line), ["value": row.fields.joined(separator: ",")]))
                continue
            }
            if let other = days[day], other != entry {
                onFinding(Finding(.error, "calendar.doubledDay", at: Place(source: name, line: row.line), ["day": day.iso]))
                continue
            }
            days[day] = entry
        }
        return WorkingCalendar(
            revision: revision, loadedYears: Set(days.keys.map(\.year)), statutory: days,
            festivals: festivals.map { self.festivals($0, onFinding: onFinding) } ?? [:], festivalDates: festivals.map(festivalDates) ?? FestivalDates())
    }

    /// Dates by the festival's code; what has no code, or none that we know, is for nobody's rounds.
    public static func festivalDates(_ bytes: [UInt8]) -> FestivalDates {
        let (header, rows) = CSVReader(name: nil).read(bytes) { _ in }
        guard let code = header?.fields.firstIndex(of: "code") else { return FestivalDates() }
        let dated = rows.compactMap { row -> (Festival, LocalDay)? in
            guard row.fields.count > code, let festival = Festival(rawValue: row.fields[code]), let day = LocalDay(iso: row.fields[0]) else { return nil }
            return (festival, day)
        }
        return FestivalDates(Dictionary(grouping: dated, by: \.0).mapValues { $0.map(\.1) })
    }

    /// Festival days by date; a table with a column `statutory` counts only the rows that say `yes` there.
    public static func festivals(_ bytes: [UInt8], name: String? = nil, onFinding: (Finding) -> Void) -> [LocalDay: String] {
        let (header, rows) = CSVReader(name: name).read(bytes, onFinding: onFinding)
        let statutory = header?.fields.firstIndex(of: "statutory")
        var days: [LocalDay: String] = [:]
        for row in rows where statutory.map({ row.fields[$0] == "yes" }) ?? true {
            if let day = LocalDay(iso: row.fields[0]), row.fields.count > 1 {
                days[day] = row.fields[1]
            } else {
                onFinding(Finding(.error, "calendar.badRow", at: Place(source: name, line: row.line), ["value": row.fields.joined(separator: ",")]))
            }
        }
        return days
    }

    private static func entry(_ row: CSVRow) -> (LocalDay, WorkingCalendar.Entry)? {
        guard row.fields.count == 3, let day = LocalDay(iso: row.fields[0]), ["holiday", "makeup-workday"].contains(row.fields[1]) else { return nil }
        return (day, WorkingCalendar.Entry(isWorkday: row.fields[1] == "makeup-workday", name: row.fields[2]))
    }
}
