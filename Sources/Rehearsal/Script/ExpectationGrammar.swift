import RegulationEngine

/// Grammar of what a rehearsal expects.
package enum ExpectationGrammar {
    package static let sections = [expect, followUp, eligible, draw, plan, event, caseFile, CaseScriptGrammar.clock, CaseScriptGrammar.clockAct, duty, promise, told, ladder, figure, register, explanation]

    package static let expect = Section("expect", "What must be true. Every line that is written must be so; what is not written is not looked at.", [
        Key("followUps", .oneOrMany(.section("expectedFollowUp")), "follow-ups"),
        Key("eligible", .oneOrMany(.section("expectedEligible")), "what a rule found for an event: the base of every rate"),
        Key("draws", .oneOrMany(.section("expectedDraw")), "frames and what was drawn from them"),
        Key("plans", .oneOrMany(.section("expectedPlan")), "plans of rounds"),
        Key("events", .oneOrMany(.section("expectedEvent")), "events that another led to"),
        Key("cases", .oneOrMany(.section("expectedCase")), "complaints and problems"),
        Key("clocks", .oneOrMany(.section("expectedClock")), "how clocks of cases stand"),
        Key("clockActs", .oneOrMany(.section("expectedClockAct")), "what clocks of cases made happen"),
        Key("duties", .oneOrMany(.section("expectedDuty")), "work that is no contact"),
        Key("promises", .oneOrMany(.section("expectedPromise")), "replies that were promised"),
        Key("told", .oneOrMany(.section("expectedTold")), "who was told"),
        Key("escalated", .oneOrMany(.section("expectedTold")), "to whom something was passed up"),
        Key("ladder", .oneOrMany(.section("expectedLadder")), "where a follow-up stands on its channels"),
        Key("figures", .oneOrMany(.section("expectedFigure")), "figures"),
        Key("registers", .oneOrMany(.section("expectedRegister")), "registers"),
        Key("explains", .oneOrMany(.section("expectedExplanation")), "why a follow-up exists and how its window came about"),
        Key("refused", .text, "the act of this step was refused with this code and changed nothing"),
        Key("findings", .oneOrMany(.text), "codes of the findings that the acts of this step gave"),
    ])

    package static let followUp = Section("expectedFollowUp", "Follow-ups.", RehearsalGrammar.selectorKeys + [
        Key("count", .integer, "how many there are; left out = exactly one"),
        Key("status", .word(["planned", "accepted", "done", "lost", "exempt", "withdrawn"]), "state"),
        Key("is", .word(["upcoming", "open", "dueToday", "overdue"]), "what the clock says"),
        Key("opens", .moment, "first day, or moment"),
        Key("aim", .moment, "day by which it is usually done"),
        Key("due", .moment, "last day, or moment"),
        Key("provisional", .flag, "decided with a year whose days are not known yet"),
        Key("assignee", .text, "who makes it; none = nobody yet"),
        Key("role", .text, "role that is asked for"),
        Key("missing", .oneOrMany(.text), "of several people who must be reached, those who are missing; none = nobody"),
        Key("mayJoin", .oneOrMany(.text), "roles that may join"),
        Key("inTime", .flag, "done in time"),
        Key("enteredLate", .flag, "done in time but entered after the limit"),
        Key("review", .word(["notRequired", "awaiting", "returned", "signedOff"]), "review of its latest record"),
        Key("reviewer", .text, "role that the review waits for"),
        Key("reviewDue", .moment, "last day of the review"),
    ])

    package static let eligible = Section("expectedEligible", "What a rule found.", [
        Key("of", .text, "name of the event", .required),
        Key("rule", .text, "the rule", .required),
        Key("standing", .word(["obligatory", "waiting", "drawn", "chosen", "notDrawn", "exempt", "none"]), "none = the rule does not concern the event", .required),
        Key("reason", .text, "why exempt"),
    ])

    package static let draw = Section("expectedDraw", "A frame.", [
        Key("rule", .text, "the rule", .required),
        Key("frame", .text, "its name, such as 2026-09, 2026-W40, 2026-Q3 or block-1", .required),
        Key("unit", .text, "unit; left out = the first that has such a frame"),
        Key("frozen", .flag, "whether it is frozen"),
        Key("entries", .integer, "events in it, those that left it not counted"),
        Key("drawn", .integer, "how many were drawn"),
        Key("waiting", .integer, "how many wait"),
        Key("are", .oneOrMany(.text), "names of the events that were drawn"),
    ])

    package static let plan = Section("expectedPlan", "A plan of a round.", [
        Key("rule", .text, "the rule", .required),
        Key("period", .text, "the period, such as 2027-Q1", .required),
        Key("unit", .text, "of this unit; left out = the first that has such a plan"),
        Key("state", .word(["drafting", "ready", "issuing", "issued", "none"]), "how far it has come; none = there is none"),
        Key("lines", .integer, "lines that become turns"),
        Key("party", .text, "number of a party, for day and standing"),
        Key("day", .day, "its day"),
        Key("standing", .word(["proposed", "changed", "added", "dropped"]), "what people made of its line"),
    ])

    package static let event = Section("expectedEvent", "Events that another led to. Besides these keys: attributes.", [
        Key("kind", .name("event"), "kind or alias", .required),
        Key("causedBy", .text, "name of the event", .required),
        Key("count", .integer, "how many; left out = at least one"),
    ], isOpen: true)

    package static let caseFile = Section("expectedCase", "Complaints and problems.", [
        Key("of", .text, "name of the event", .required),
        Key("kind", .text, "complaint, problem …"),
        Key("severity", .text, "severity"),
        Key("category", .text, "category"),
        Key("stage", .word(["received", "closed", "withdrawn", "merged"]), "stage"),
        Key("owner", .text, "who answers for it; none = nobody yet"),
        Key("role", .text, "role that is to handle it"),
        Key("prints", .oneOrMany(.text), "printed forms of it, with its number filled in"),
        Key("count", .integer, "how many; left out = at least one"),
    ])

    package static let duty = Section("expectedDuty", "Duties.", [
        Key("duty", .text, "its name in the regulation", .required),
        Key("of", .text, "name of the event that caused it"),
        Key("unit", .text, "of this unit, where it comes back every period"),
        Key("period", .text, "period that it is about, by its first month, such as \"2026-09\""),
        Key("kind", .text, "kind of work"),
        Key("state", .word(["open", "handedIn", "reviewed", "decided", "closed", "withdrawn"]), "state"),
        Key("role", .text, "role that does it"),
        Key("owner", .text, "who does it"),
        Key("reviewer", .text, "role that reviews it"),
        Key("decider", .text, "role that decides"),
        Key("due", .moment, "last day, or moment"),
        Key("figure", .text, "of an assessment: what went wrong and what was looked at, such as 3/40"),
        Key("proposes", .oneOrMany(.text), "of an assessment: by how much each is cut, such as 7.5%"),
        Key("open", .integer, "of an assessment: checks that may still be made"),
        Key("staff", .text, "of an assessment: of this person"),
        Key("stands", .word(["open", "told", "accepted", "objected", "heard", "decided"]), "of an assessment: how far it is"),
        Key("objectBy", .moment, "of an assessment: last day of the time to object"),
        Key("missed", .flag, "of an assessment: beyond the tolerance or below the target"),
        Key("carries", .integer, "of an assessment: corrections of the period before that it takes up"),
        Key("count", .integer, "how many; left out = exactly one"),
    ])

    package static let promise = Section("expectedPromise", "A promised reply.", [
        Key("of", .text, "name of the event", .required),
        Key("due", .moment, "last day, or moment"),
        Key("count", .integer, "how many; left out = exactly one"),
    ])

    package static let told = Section("expectedTold", "Somebody was told.", [
        Key("role", .text, "role", .required),
        Key("of", .text, "name of the event"),
        Key("count", .integer, "how often; left out = at least once"),
    ])

    package static let ladder = Section("expectedLadder", "Standing on the ladder of channels.", RehearsalGrammar.selectorKeys + [
        Key("channel", .word(RehearsalGrammar.channels + ["none"]), "channel to use now"),
        Key("notBefore", .moment, "not before"),
        Key("usedUp", .flag, "every channel is used up"),
        Key("agreedBy", .text, "role that must agree before it counts as lost"),
    ])

    package static let figure = Section("expectedFigure", "A figure.", [
        Key("measure", .text, "what is measured", .required),
        Key("rule", .text, "of which rule", .required),
        Key("cohort", .text, "month or day of the events, such as \"2026-09\"", .required),
        Key("unit", .text, "unit; left out = all"),
        Key("at", .moment, "cut-off; left out = now"),
        Key("numerator", .integer, "numerator"),
        Key("denominator", .integer, "denominator"),
        Key("open", .integer, "windows still open, in neither part"),
        Key("late", .integer, "done late"),
        Key("lost", .integer, "lost"),
        Key("exempt", .integer, "exempt"),
        Key("rate", .text, "the rate as printed, such as 75.0%; none where there is no denominator"),
        Key("target", .text, "name of the target in the regulation"),
        Key("reached", .text, "numerator and denominator of the target, such as 3/10"),
        Key("atLeast", .text, "what the target asks for"),
        Key("met", .flag, "whether the target is met"),
    ])

    package static let register = Section("expectedRegister", "A register.", [
        Key("register", .text, "its name in the regulation", .required),
        Key("lines", .integer, "lines it holds"),
        Key("columns", .oneOrMany(.text), "columns it has, among others"),
        Key("says", .oneOrMany(.text), "texts that stand in its lines of the present period"),
        Key("hides", .oneOrMany(.text), "texts that must not stand in them"),
        Key("keepUntil", .day, "last day on which the record of `of` is kept"),
        Key("of", .text, "name of the event whose record is meant"),
        Key("rule", .text, "the rule; left out where only one fits"),
        Key("nth", .integer, "which follow-up of the event"),
    ])

    package static let explanation = Section("expectedExplanation", "An explanation.", RehearsalGrammar.selectorKeys + [
        Key("says", .oneOrMany(.text), "clauses, codes of steps of the derivation or their arguments, names of those who take part", .required),
    ])
}
