/// Grammar of draws, choices and steps.
package enum ChoiceGrammar {
    package static let sections = [choose, block, step]

    package static let choose = Section("choose", "Which of the events are followed up, where not all are. One of draw, by.", [
        Key("draw", .figure(.either([.percent, .integer])), "drawn by lot: a share of each stratum, rounded up, such as 30%, or so many of each"),
        Key("by", .either([.name("role"), .section("source")]), "chosen by people of this role"),
        Key("atLeast", .figure(.integer), "with by: so many at least in each frame"),
        Key("frame", .either([.word(["week", "month", "quarter", "round"]), .section("block")]), "from which events one draw is made; it is frozen when its period has ended. With each: round, everybody who has a turn in the same period or at the same festival", .required),
        Key("stratum", .oneOrMany(.name("attribute")), "attributes of the event; each value is drawn from by itself"),
        Key("seed", .figure(.text), "the seed, published before the first draw; left out = by chance when the frame opens, and published then"),
    ] + RegulationGrammar.basis)

    package static let block = Section("block", "Events as they arrive, so many to a frame.", [
        Key("blocks", .integer, "how many; a block that does not fill is frozen when half of the shortest window in it has passed", .required),
    ])

    package static let step = Section("step", "One of several follow-ups of the same event. Besides these keys: those of a follow-up that differ from the rule's.", [
        Key("title", .wording, "its name", .required),
        Key("anchor", .name("attribute"), "day or moment of the event from which the window counts, instead of the event's own"),
        Key("between", .list(.text), "opens and ends when these parts of a term have passed, such as [1/3, 2/3]"),
        Key("of", .list(.name("attribute")), "with between: first and last day of the term"),
        Key("notBefore", .figure(.period), "opens on this day"),
        Key("opensAfter", .figure(.period), "opens on the day after this period"),
        Key("aim", .figure(.period), "usually done by then"),
        Key("within", .figure(.period), "the last day; left out with between"),
        Key("lastDay", .word(["stays", "rolls"]), "as in time, for this step"),
    ] + RegulationGrammar.conductKeys + RegulationGrammar.basis)
}
