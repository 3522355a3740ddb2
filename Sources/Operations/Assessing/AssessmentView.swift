import Domain
import RegulationEngine
import Statistics
import Storage

/// What a period's figure proposes for one department or person, and how far its assessment has come.
public struct AssessmentView: Sendable {
    public struct Line: Sendable, Hashable {
        public enum Amount: Sendable, Hashable {
            /// To be cut by this part; 0 of 0 without a base.
            case cut(Rate)
            /// Points; nil without a base.
            case points(Int?)
            /// Whether it happens.
            case consequence(AssessmentRule.Consequence.Kind, Bool)
        }

        public var id: String
        public var title: LocalizedText
        public var amount: Amount
    }

    /// What was decided of the period before, and what has turned out since.
    public struct Earlier: Sendable {
        public var id: DutyID
        public var from: LocalDay
        public var to: LocalDay
        /// As it was decided, and as it would be counted now.
        public var decided: AssessedFigure
        public var now: AssessedFigure
        public var corrections: [Correction]
    }

    public struct Correction: Sendable {
        public var text: String
        public var by: String
        public var at: Instant
    }

    public var from: LocalDay
    public var to: LocalDay
    public var measure: AssessmentRule.Measured
    /// As it stood when it was told or decided, else now.
    public var figure: AssessedFigure
    public var isFrozen: Bool
    public var lines: [Line]
    /// Checks or follow-ups of the period that may still be made in time; 0 once the figure is frozen.
    public var open: Int
    public var earlier: Earlier?
}

extension AssessmentRule {
    var kindOfFigure: AssessedFigure.Kind { measure.isShare ? .share : measure.isCount ? .count : .rate }
}
