import Domain

/// Numbers that people read and say: a prefix, the day of the identity, and what makes it unique on that day. The same identity, the same number.
enum Serial {
    static func make(_ prefix: String, _ id: Int64, _ zone: CivilZone) -> String {
        let (moment, node, sequence) = IdentifierSequence.parts(of: id)
        let day = zone.day(of: moment)
        let within = (moment.milliseconds - zone.instant(day).milliseconds) << 12 | sequence
        let serial = [prefix, day.iso.filter { $0 != "-" }, String(within, radix: 36).uppercased()].joined(separator: "-")
        return node == 0 ? serial : serial + "-" + String(node)
    }
}
