import Domain
import Interop
import Phrasebook

/// What a table is downloaded as.
enum TableFormat: String, Sendable {
    case csv = "csv"
    case workbook = "xlsx"
}

/// A cell of a table to download: one value, written as text into a CSV and as what it is into a workbook.
enum TableCell: Sendable, Hashable {
    case empty
    case text(String)
    case count(Int)
    case day(LocalDay)
    case moment(Instant)
    /// The end of a period: the midnight after a day is that day's 24:00.
    case limit(Instant)

    func text(_ words: CivilWords) -> String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .count(let count): String(count)
        case .day(let day): day.iso
        case .moment(let instant): words.full(instant)
        case .limit(let instant): words.fullLimit(instant)
        }
    }

    /// A workbook knows no 24:00: a period that ends with a day shows the day.
    func cell(_ zone: CivilZone) -> WorkbookWriter.Cell {
        switch self {
        case .empty: .empty
        case .text(let text): .text(text)
        case .count(let count): .count(count)
        case .day(let day): .day(day)
        case .moment(let instant): .moment(instant, zone)
        case .limit(let instant):
            zone.end(of: zone.limitDay(of: instant)) == instant ? .day(zone.limitDay(of: instant)) : .moment(instant, zone)
        }
    }
}
