import Domain
import Foundation

/// A table of discharges as a hospital's system writes it, invented and the same every time: evenly over the ninety days before the house's day.
struct DischargeTable {
    let rows: Int

    static let headings = [
        "admission", "nth", "name", "patient id", "sex", "born on", "phone", "address", "unit", "discharge date", "condition", "disposition", "surgery", "residence",
    ]
    static let momentColumn = 9

    func bytes() -> [UInt8] {
        var text = Self.headings.joined(separator: ",") + "\n"
        text.reserveCapacity(rows * 150)
        for row in 0..<rows { text += cells(row).joined(separator: ",") + "\n" }
        return Array(text.utf8)
    }

    func cells(_ row: Int) -> [String] {
        let day = CivilZone.shanghai.day(of: House.now).adding(days: -3 - (row * 7) % 90)
        let minute = 510 + (row * 13) % 510
        let time = padded(minute / 60, 2) + ":" + padded(minute % 60, 2)
        return [
            "ZY" + padded(row, 7), "1", "Patient " + String(row), "B" + padded(row, 7), row % 2 == 0 ? "female" : "male",
            "19\(40 + row % 50)-0\(1 + row % 9)-1\(row % 10)", "1990" + padded(row, 7), "Building \(row % 60) door \(row % 300)",
            "W\(row % House.wards)", day.iso + " " + time, row % 5 == 0 ? "serious" : "ordinary", row % 20 == 0 ? "transfer" : "home",
            row % 3 == 0 ? "yes" : "no", "district \(row % 16)",
        ]
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
