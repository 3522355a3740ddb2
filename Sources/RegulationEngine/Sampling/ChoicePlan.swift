import Domain

/// A rule's choice with its figures filled in.
public struct ChoicePlan: Sendable, Hashable {
    public let frame: SamplingFrame
    public let amount: Draw.Amount
    /// Nil where the seed is left to chance.
    public let seed: String?

    /// Throws for a figure that nobody accepted.
    public init(_ choice: ChoiceRule, rule: String, figures: Figures) throws(RuleError) {
        frame = choice.frame
        amount =
            switch choice.manner {
            case .share(let figure): .share(try figures.partsOfTenThousand(figure, rule: rule))
            case .number(let figure): .number(try figures.count(figure, rule: rule))
            case .byRole: .none
            }
        seed =
            switch choice.seed {
            case .stated(let text): text
            case .parameter(let name): figures.text(name)
            case nil: nil
            }
    }
}

/// An event that waits for a draw or a choice, with the follow-up that it becomes when it is taken.
public struct Candidate: Sendable, Hashable {
    public var followUp: PlannedFollowUp
    /// What is drawn together: the steps of one rule share it.
    public var group: String
    public var stratum: String

    public init(followUp: PlannedFollowUp, group: String, stratum: String) {
        (self.followUp, self.group, self.stratum) = (followUp, group, stratum)
    }
}

extension Event {
    /// The stratum that its attributes put it in; what the event does not say is empty.
    func stratum(by attributes: [String]) -> String { attributes.map { self.attributes[$0]?.stratum ?? "" }.joined(separator: "/") }
}

extension AttributeValue {
    fileprivate var stratum: String {
        switch self {
        case .text(let text): text
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        case .flag(let flag): String(flag)
        case .day(let day): day.iso
        case .instant(let moment): String(moment.milliseconds)
        case .list(let texts): texts.joined(separator: ",")
        }
    }
}
