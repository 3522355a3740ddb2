/// A file has at most 300 lines. The few that were longer when the rule came are listed with their length:
/// the number may only fall, and falling lowers it here.
enum Ratchet {
    static let limit = 300
    static let longer: [String: Int] = [:]

    static func findings(in files: [SourceFile], limit: Int = limit, longer: [String: Int] = longer) -> [String] {
        let lengths = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.lineCount) })
        let tooLong = lengths.filter { $0.value > longer[$0.key, default: limit] }
            .map { "\($0.key) has \($0.value) lines; at most \(longer[$0.key, default: limit])" }
        let loose = longer.filter { lengths[$0.key, default: 0] < $0.value }
            .map { "\($0.key) has shrunk to \(lengths[$0.key, default: 0]) lines: lower or remove its number in Ratchet.swift" }
        return (tooLong + loose).sorted()
    }
}
