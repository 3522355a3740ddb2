import Domain
import Interop

/// What people say and write in the demonstration (`Share/demo/texts.csv`: `use,text`), plainly invented.
public struct DemonstrationTexts: Sendable {
    public static let fileName = "texts.csv"

    private let texts: [String: [String]]

    public init(_ bytes: [UInt8], onFinding: (Finding) -> Void) {
        let rows = CSVReader(name: Self.fileName).read(bytes, onFinding: onFinding).rows
        texts = rows.filter { $0.fields.count == 2 }.reduce(into: [:]) { $0[$1.fields[0], default: []].append($1.fields[1]) }
    }

    /// One of the texts of the first use that has any; empty when none has.
    func pick(_ uses: String..., by random: inout DemoRandom) -> String {
        let found = uses.lazy.compactMap { texts[$0] }.first ?? []
        return random.pick(found) ?? ""
    }
}
