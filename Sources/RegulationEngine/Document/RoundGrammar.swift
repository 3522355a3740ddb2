import Domain

/// Grammar of rounds that go by festivals or by a plan.
package enum RoundGrammar {
    package static let plan = Section("plan", "A plan of the round: proposed by the house, changed by people, approved before anything is made.", [
        Key("by", .either([.name("role"), .section("source")]), "who draws it up", .required),
        Key("drafted", .figure(.period), "the proposal lies ready so long before the period begins", .required),
        Key("ready", .figure(.period), "handed in so long before the period begins; left out = before its first day"),
        Key("approve", .either([.name("role"), .section("source")]), "who approves it; left out = filed as it is handed in"),
    ] + RegulationGrammar.basis)

    package static let festivals = Section("festivals", "Turns at festivals, by the days that the calendar gives for each year.", [
        Key("festivals", .oneOrMany(.word(Festival.allCases.map(\.rawValue))), "which", .required),
        Key("before", .figure(.period), "the turn begins so long before the day; left out = on the day"),
        Key("after", .figure(.period), "and ends so long after it; left out = on the day"),
    ])
}
