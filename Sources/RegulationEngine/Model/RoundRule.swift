import Domain

/// What starts a rule without an event: everybody whom the organisation keeps in its books has their turn, period after period or at festivals.
///
/// A turn is a fact of its own (kind `turnCame`), made by the house: whom it concerns, from when until when, which period or festival.
public struct RoundRule: Sendable, Hashable {
    /// Who has a turn: a population over turns.
    public var population: String
    /// Name of the turns that the population is about, such as `householdTurn`.
    public var turn: String
    public var of: Party.Kind
    public var rhythm: Rhythm
    /// So many turns in each period; nil = one.
    public var times: Figure<Int>?
    /// Several turns of a period: each in its own part of it, or all at any time within it.
    public var isSpread: Bool
    public var joining: Joining
    /// None begins later than this period after the party was first kept.
    public var until: Figure<Period>?

    public enum Rhythm: Sendable, Hashable {
        /// `week`, `month`, `quarter`, `halfYear` or `year` of the calendar, or a parameter of kind choice with these codes.
        case period(Figure<String>)
        /// From so long before the day to so long after it.
        case festivals([Festival], before: Figure<Period>?, after: Figure<Period>?)
    }

    /// Whoever joins within a period, and an organisation that adopts the regulation within one.
    public enum Joining: String, Sendable, Hashable, CaseIterable {
        /// Has the first turn in the next.
        case nextPeriod
        /// Has a turn in what is left of this one.
        case thisPeriod
    }

    public init(
        population: String, turn: String, of: Party.Kind, rhythm: Rhythm, times: Figure<Int>? = nil, isSpread: Bool = true,
        joining: Joining = .nextPeriod, until: Figure<Period>? = nil
    ) {
        (self.population, self.turn, self.of, self.rhythm, self.times) = (population, turn, of, rhythm, times)
        (self.isSpread, self.joining, self.until) = (isSpread, joining, until)
    }

    /// The kind of event that a turn is.
    public static let kind = "turnCame"

    /// What a turn says for the house alone; people are told the rest.
    public static let bookkeeping: Set<String> = ["adoption", "round", "nth", "of", "joined", "contacted"]
}
