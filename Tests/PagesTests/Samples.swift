import Domain
import Pages
import Phrasebook

/// Every page with plausible, plainly synthetic content: for goldens, structure checks and pictures.
struct Sample: Sendable {
    var name: String
    var make: @Sendable (PageChrome) -> HTML

    init(_ name: String, _ make: @escaping @Sendable (PageChrome) -> HTML) { (self.name, self.make) = (name, make) }

    static let all: [Sample] = queue + bulk + team + views + clashes + console + access + explanation + work + regulations + figures + draws + plans + merging + registers + assessments + mappings + cases + reception + myCase
}
