import RegulationEngine

/// Grammar of a rehearsal file. `docs/rehearsal-format.md` and the JSON Schema are made from it.
package enum RehearsalGrammar {
    package static let sections: [Section] =
        [document, adoption, organisation, unit, member, step, event, record, entry, arrange, accept, lose, review, draw, plan, close, CaseScriptGrammar.handle, handIn, decide, assess, adopt, setting, leave, post, days, schedule]
        + ExpectationGrammar.sections

    package static let document = Section("rehearsal", "A rehearsal: an organisation that has adopted a regulation, and days that pass.", [
        Key("rehearsal", .text, "what it shows, in one sentence", .required),
        Key("regulation", .oneOrMany(.text), "the regulation that is adopted from the start, or several", .required),
        Key("with", .section("adoption"), "how it is adopted"),
        Key("organisation", .section("organisation"), "who adopts it", .required),
        Key("days", .list(.section("step")), "what happens, in order of time", .required),
    ])

    static let adoptionKeys = [
        Key("parameters", .named(.text), "values of parameters; stated and proposed ones stand where nothing is written"),
        Key("roles", .named(.text), "role of the regulation and role of the organisation, where the names differ"),
        Key("units", .oneOrMany(.text), "units covered; left out = all"),
        Key("from", .day, "first day; left out = the day of the step, or of the first step"),
    ]
    package static let adoption = Section("adoption", "How a regulation is adopted.", adoptionKeys)

    package static let organisation = Section("organisation", "The organisation.", [
        Key("name", .text, "its name"),
        Key("units", .list(.section("unit")), "its units", .required),
        Key("staff", .list(.section("member")), "its people", .required),
    ])

    package static let unit = Section("unit", "A unit.", [
        Key("id", .text, "its code", .required),
        Key("name", .text, "its name; left out = the code"),
        Key("kind", .word(["organisation", "department", "ward", "managementOffice", "body"]), "what it is; left out = department"),
        Key("parent", .text, "the unit above it; left out = the organisation"),
    ])

    package static let member = Section("member", "A person.", [
        Key("id", .text, "short name in this file", .required),
        Key("name", .text, "full name; left out = the short name"),
        Key("roles", .oneOrMany(.text), "roles held from the beginning"),
        Key("unit", .text, "where; left out = the whole organisation"),
    ])

    // MARK: steps

    package static let step = Section("step", "A moment, what happens then and what must be true afterwards. What happens is done in the order in which it is written.", [
        Key("at", .moment, "the moment, such as \"2026-09-28 10:00\"; left out = that of the step before"),
        Key("event", .oneOrMany(.section("event")), "a fact comes in"),
        Key("record", .oneOrMany(.section("record")), "a contact is made and recorded"),
        Key("arrange", .oneOrMany(.section("arrange")), "the time of a visit is agreed"),
        Key("accept", .oneOrMany(.section("accept")), "somebody takes on a follow-up"),
        Key("lose", .oneOrMany(.section("lose")), "somebody agrees that a follow-up is lost"),
        Key("review", .oneOrMany(.section("review")), "a record or the product of a duty is reviewed"),
        Key("choose", .oneOrMany(.section("drawAct")), "somebody takes an event that was not drawn, or that a rule leaves to their choice"),
        Key("replace", .oneOrMany(.section("drawAct")), "the next reserve takes the place of a drawn event that came to nothing"),
        Key("plan", .oneOrMany(.section("planAct")), "somebody changes a line of a plan that is not handed in yet"),
        Key("close", .oneOrMany(.section("close")), "a complaint or problem is settled"),
        Key("handle", .oneOrMany(.section("handle")), "something is done on a case"),
        Key("handIn", .oneOrMany(.section("handIn")), "the product of a duty is handed in"),
        Key("decide", .oneOrMany(.section("decide")), "a decision is made"),
        Key("assess", .oneOrMany(.section("assess")), "a step of an assessment: it is told, accepted, objected to, heard, corrected"),
        Key("adopt", .oneOrMany(.section("adopt")), "a regulation, or a new edition of one, is adopted"),
        Key("setting", .oneOrMany(.section("setting")), "the organisation changes: leave, posts, days"),
        Key("tick", .flag, "the engine's clock runs; it also runs whenever time passes"),
        Key("expect", .section("expect"), "what must be true now"),
    ])

    /// Keys of a step that are acts.
    static let acts: Set<String> = ["event", "record", "arrange", "accept", "lose", "review", "choose", "replace", "plan", "close", "handle", "handIn", "decide", "assess", "adopt", "setting", "tick"]

    package static let event = Section("event", "A fact. Besides these keys: attributes of the kind of event.", [
        Key("kind", .name("event"), "its kind or alias", .required),
        Key("id", .text, "its name in this file, and the number of its matter where the attributes give none", .required),
        Key("unit", .text, "the unit it belongs to; left out = the first"),
        Key("party", .text, "number of the patient, household or customer"),
        Key("name", .text, "name of the party; left out = the number"),
        Key("phone", .text, "phone of the party"),
        Key("address", .text, "address of the party"),
        Key("born", .day, "when the party was born"),
        Key("occurred", .moment, "when it happened, a day or a moment; left out = now"),
        Key("attributes", .named(.oneOrMany(.text)), "attributes whose names are the same as keys of this list, such as kind"),
    ], isOpen: true)

    static let selectorKeys = [
        Key("of", .text, "name of the event, or of an event that led to the one followed up", .required),
        Key("rule", .text, "the rule; left out where only one fits"),
        Key("nth", .integer, "which follow-up of the event; left out = the latest"),
    ]

    package static let record = Section("record", "A contact with its record.", selectorKeys + [
        Key("by", .text, "who made it", .required),
        Key("channel", .word(channels), "how", .required),
        Key("result", .text, "result of the contact; left out = complete"),
        Key("answers", .named(.oneOrMany(.text)), "answers by field"),
        Key("signed", .named(.word(["login", "typedName", "drawn", "paper"])), "who signed and how"),
        Key("respondent", .text, "who answered"),
        Key("occurred", .moment, "when it was made, where it is entered later"),
        Key("callBackAt", .moment, "agreed time of the next call"),
        Key("overrideReason", .text, "why outside contact hours or off the ladder"),
        Key("lateReason", .text, "why late"),
        Key("note", .text, "a note"),
        Key("also", .list(.section("entry")), "other follow-ups of the same person that this contact settles"),
    ])

    package static let entry = Section("entry", "A further follow-up settled by the same contact.", selectorKeys + [
        Key("answers", .named(.oneOrMany(.text)), "answers by field"),
        Key("signed", .named(.word(["login", "typedName", "drawn", "paper"])), "who signed and how"),
    ])

    package static let arrange = Section("arrange", "The time of a visit is agreed.", selectorKeys + [
        Key("by", .text, "who", .required),
        Key("channel", .word(channels), "by which way; left out = phone"),
        Key("visitAt", .moment, "when the visit will be", .required),
    ])

    package static let accept = Section("accept", "Somebody takes it on.", selectorKeys + [Key("by", .text, "who", .required)])
    package static let lose = Section("lose", "Lost, with consent.", selectorKeys + [
        Key("by", .text, "who agrees", .required),
        Key("reason", .text, "why", .required),
    ])

    package static let review = Section("review", "A review, of the latest record of a follow-up or of a duty.", [
        Key("of", .text, "name of the event"),
        Key("rule", .text, "the rule; left out where only one fits"),
        Key("nth", .integer, "which follow-up of the event"),
        Key("duty", .text, "or: the duty"),
        Key("by", .text, "who", .required),
        Key("verdict", .word(["signedOff", "returned"]), "left out = signedOff"),
        Key("comment", .text, "the comment"),
    ])

    package static let draw = Section("drawAct", "What people do beside the lot.", [
        Key("of", .text, "name of the event", .required),
        Key("rule", .text, "the rule", .required),
        Key("by", .text, "who", .required),
        Key("reason", .text, "why"),
    ])

    package static let plan = Section("planAct", "A line of a plan is moved, added, or dropped with a reason.", [
        Key("rule", .text, "the rule", .required),
        Key("period", .text, "the period, such as 2027-Q1", .required),
        Key("unit", .text, "of this unit; left out = the first that has such a plan"),
        Key("party", .text, "number of the party", .required),
        Key("by", .text, "who", .required),
        Key("day", .day, "the day; left out = at any time of the period"),
        Key("staff", .text, "who is to make it; left out = whoever holds the role"),
        Key("add", .flag, "the party is added"),
        Key("drop", .text, "the party is dropped, for this reason"),
    ])

    package static let close = Section("close", "The open complaint or problem that an event led to is settled.", [
        Key("of", .text, "name of the event", .required),
        Key("kind", .text, "complaint, problem …; left out where there is only one"),
        Key("by", .text, "who", .required),
        Key("cause", .text, "what was the cause"),
        Key("measure", .text, "what was done"),
        Key("proven", .word(["yes", "no", "unclear"]), "whether what was complained of is proven"),
        Key("repliedAt", .moment, "when the person was answered, where no step says so"),
        Key("as", .text, "name of the closing event for later steps"),
    ])

    package static let handIn = Section("handIn", "The product of a duty.", [
        Key("duty", .text, "the duty", .required),
        Key("of", .text, "name of the event that caused it"),
        Key("by", .text, "who", .required),
        Key("text", .text, "what is handed in", .required),
    ])

    package static let decide = Section("decide", "A decision.", [
        Key("question", .text, "the question", .required),
        Key("of", .text, "name of the event that led to it; left out for an assessment"),
        Key("unit", .text, "of an assessment: of this unit"),
        Key("staff", .text, "of an assessment: of this person"),
        Key("by", .text, "who", .required),
        Key("option", .text, "the answer chosen", .required),
        Key("reason", .text, "why"),
    ])

    package static let assess = Section("assess", "A step of an assessment.", [
        Key("question", .text, "its name in the regulation", .required),
        Key("unit", .text, "of this unit"),
        Key("staff", .text, "of this person"),
        Key("period", .text, "of the period with this first month; left out = the latest"),
        Key("by", .text, "who", .required),
        Key("step", .word(AssessAct.Step.allCases.map(\.rawValue)), "what is done", .required),
        Key("reason", .text, "in what words"),
    ])

    package static let adopt = Section("adopt", "A regulation is adopted, or a new edition of one.", [Key("regulation", .text, "which", .required)] + adoptionKeys)

    package static let setting = Section("setting", "One of these keys.", [
        Key("leave", .section("leave"), "somebody is away"),
        Key("post", .section("post"), "somebody takes a role"),
        Key("days", .section("days"), "the organisation's own days"),
        Key("schedule", .section("schedule"), "the statutory schedule of a year is loaded"),
    ])

    package static let leave = Section("leave", "Leave.", [
        Key("staff", .text, "who", .required),
        Key("from", .day, "first day", .required),
        Key("until", .day, "last day", .required),
        Key("standIn", .text, "who stands in"),
    ])

    package static let post = Section("post", "A post.", [
        Key("staff", .text, "who", .required),
        Key("role", .text, "the role", .required),
        Key("unit", .text, "where; left out = the whole organisation"),
        Key("from", .day, "first day", .required),
        Key("until", .day, "last day"),
    ])

    package static let days = Section("days", "Own days.", [
        Key("holidays", .oneOrMany(.day), "days off"),
        Key("workdays", .oneOrMany(.day), "days worked"),
    ])

    package static let schedule = Section("schedule", "The schedule of a year.", [
        Key("year", .integer, "the year", .required),
        Key("holidays", .oneOrMany(.day), "holidays"),
        Key("workdays", .oneOrMany(.day), "make-up workdays"),
    ])

    static let channels = ["phone", "homeVisit", "siteVisit", "faceToFace", "letter", "openLetter", "sms", "wechat", "email", "onlineQuestionnaire", "forum"]
}
