/// Grammar of cases: who answers for a complaint, its steps and decisions, its clocks, its closing.
package enum CaseGrammar {
    package static let sections = [caseRule, step, decision, clock, clockAction, closing, merging, consequence]

    static let person: Shape = .either([.name("role"), .section("source")])

    package static let caseRule = Section("case", "How a complaint, a repair request or another report is handled until it is settled.", [
        Key("title", .wording, "its name", .required),
        Key("opens", .oneOrMany(.name("event")), "events that open such a case; of several rules the first that fits", .required),
        Key("when", .condition, "only for events like this"),
        Key("firstReceiver", .flag, "whoever received it answers for it until somebody else has accepted it"),
        Key("anonymous", .word(["accepted", "refused"]), "whether somebody who does not give a name may report; left out = accepted"),
        Key("assign", .either([.name("role"), .section("assignLine"), .list(.section("assignLine"))]), "who is to handle it; the first line that fits wins"),
        Key("steps", .named(.section("caseStep")), "steps of its own, beside the common ones"),
        Key("decisions", .named(.section("caseDecision")), "what is decided on the case and bears on its clocks"),
        Key("clocks", .named(.section("clock")), "limits, each with its own start and stop"),
        Key("close", .section("closing"), "what closing it needs"),
        Key("merge", .section("merging"), "when a report is the same matter as a case that is open"),
        Key("follows", .named(.section("caseConsequence")), "what follows when a step is reached"),
        Key("form", .oneOrMany(.name("form")), "printed forms of it, to take along or to fill in by hand"),
        Key("beside", .flag, "it handles nothing: what follows from it comes beside whatever rule handles the case, also that of another regulation"),
    ] + RegulationGrammar.basis)

    package static let step = Section("caseStep", "A step of the regulation's own.", CommonGrammar.languages)

    package static let decision = Section("caseDecision", "Something that is decided on a case. Conditions name it like an attribute.", [
        Key("title", .wording, "the question", .required),
        Key("options", .named(.section("choice")), "the answers to choose from", .required),
        Key("initially", .text, "what holds while nobody has decided"),
        Key("by", person, "who decides", .required),
    ] + RegulationGrammar.basis)

    package static let clock = Section("clock", "A limit on a case.", [
        Key("title", .wording, "what is due", .required),
        Key("start", .oneOrMany(.name("step")), "steps that start it; the first of them does. Left out = received"),
        Key("stop", .oneOrMany(.name("step")), "steps that stop it; the closing of the case always does", .required),
        Key("budget", .figure(.period), "how long"),
        Key("dated", .name("attribute"), "or: the moment, or the end of the day, that this attribute of the event names"),
        Key("hours", .word(["running", "working"]), "hours and minutes run through nights and holidays (default), or only in the working hours of workdays"),
        Key("pausedIn", .oneOrMany(.name("step")), "steps at which it stands until the case goes on (resumed, materialReceived)"),
        Key("when", .condition, "only for cases like this; besides attributes it may name decisions, and step: steps that were reached"),
        Key("overrides", .oneOrMany(.name("clock")), "clocks that do not run while this one applies"),
        Key("again", .figure(.period), "after each stop it starts anew with this length"),
        Key("againUntil", .oneOrMany(.name("step")), "with again: until one of these steps"),
        Key("lastDay", .word(["stays", "rolls"]), "as in time, for this clock"),
        Key("before", .oneOrMany(.section("clockAction")), "what happens before the limit"),
        Key("atDeadline", .oneOrMany(.section("clockAction")), "what happens when the limit is reached, one after the other"),
    ] + RegulationGrammar.basis)

    package static let clockAction = Section("clockAction", "What a clock makes happen: exactly one of remind, inform, transfer.", [
        Key("remind", .either([.word(["owner"]), person]), "whoever is responsible is told what they owe"),
        Key("inform", .either([.word(["owner"]), person]), "somebody else is told"),
        Key("transfer", person, "somebody else answers for the case from now on"),
        Key("at", .figure(.period), "with before: so long before the limit"),
        Key("after", .figure(.period), "with atDeadline: so long after the limit, or after the action before this one was done"),
    ] + RegulationGrammar.basis)

    package static let closing = Section("closing", "What closing a case needs.", [
        Key("needs", .oneOrMany(.word(ClosingRule.Need.allCases.map(\.rawValue))), "what must be filled in or have happened"),
        Key("by", person, "who closes; left out = whoever handles it"),
    ] + RegulationGrammar.basis)

    package static let merging = Section("merging", "When a report is the same matter as a case that is open.", [
        Key("same", .oneOrMany(.text), "what must be the same: party, category, or attributes", .required),
        Key("within", .figure(.period), "looking back how far", .required),
    ] + RegulationGrammar.basis)

    package static let consequence = Section("caseConsequence", "What follows when a step is reached.", [
        Key("after", .oneOrMany(.name("step")), "the step", .required),
        Key("when", .condition, "only for cases like this"),
        Key("then", .oneOrMany(.section("action")), "then this: raise, duty, decide, tell, escalate", .required),
    ] + RegulationGrammar.basis)
}
