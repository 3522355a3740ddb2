/// Grammar of a regulation file: sixteen sections and what may stand in them. `docs/writing-a-regulation.md` and the JSON Schema are made from it.
package enum RegulationGrammar {
    package static let sections: [Section] = [
        document, time, hours, role, roleSource, parameter, choice, population, followUp, contact, trigger, RoundGrammar.festivals, RoundGrammar.plan, ending, maker, limit, assignLine, source, channel, ladder, sign, review,
        appointment, outcome, action, raise, again, duty, decision, escalation, option, form, field, target, dutyRule, record, column, keep, guidance, stated,
    ] + ConditionGrammar.sections + RegistryGrammar.own.with(RegistryGrammar.event, RegistryGrammar.matter, RegistryGrammar.occurred, RegistryGrammar.attribute, RegistryGrammar.code, RegistryGrammar.alias) + ReachGrammar.sections + CaseGrammar.sections + ChoiceGrammar.sections + AssessmentGrammar.sections + [CommonGrammar.wording]

    package static let document = Section("regulation", "A regulation: one file, read from top to bottom.", [
        Key("regulation", .text, "its number, such as R02", .required),
        Key("version", .integer, "counts up with every change", .required),
        Key("title", .wording, "its name", .required),
        Key("sector", .word(["hospital", "property", "company", "government", "other"]), "who uses it", .required),
        Key("severity", .either([.named(.wording), .list(.text)]), "levels of severity from the lightest to the gravest"),
        Key("events", .section("ownEvents"), "kinds of event that only this regulation needs"),
        Key("time", .section("time"), "how periods are read and when people may be contacted"),
        Key("roles", .named(.section("role")), "who acts; the organisation maps each role to people"),
        Key("parameters", .named(.section("parameter")), "figures that the source leaves open, or that an organisation may want to set"),
        Key("populations", .named(.section("population")), "named groups of events, also those that are exempt"),
        Key("followUps", .named(.section("followUp")), "the rules that make follow-ups"),
        Key("contact", .section("contact"), "what holds for every follow-up that does not say otherwise"),
        Key("outcomes", .named(.section("outcome")), "what follows from a result"),
        Key("scales", .named(.named(.section("option"))), "lists of options that several fields use"),
        Key("forms", .named(.section("form")), "what is asked and filled in"),
        Key("targets", .named(.section("target")), "figures to reach"),
        Key("duties", .named(.section("dutyRule")), "work that is no contact and comes back every period: reports, plans"),
        Key("records", .named(.section("record")), "registers: views of what was recorded, as the printed forms name them"),
        Key("guidance", .named(.section("guidance")), "what to know, say or never say, shown at the place of work"),
        Key("stated", .named(.section("stated")), "clauses that state something, or that the source lost, with the reason"),
        Key("appliesTo", .anything, "to whom the regulation applies", .later),
        Key("validity", .anything, "from when, issued and interpreted by whom", .later),
        Key("related", .anything, "documents it refers to", .later),
        Key("parts", .anything, "parts that are alternatives or belong together", .later),
        Key("cases", .named(.section("case")), "how complaints, repair requests and other reports are handled, with their clocks"),
        Key("assessments", .named(.section("assessment")), "what figures bring a department: proposed here, decided by a person"),
    ])

    // MARK: time

    package static let time = Section("time", "How periods are read. The Civil Code, book one, chapter ten, is the default.", [
        Key("workdays", .word(["statutory"]), "which calendar working days follow"),
        Key("lastDay", .word(["stays", "rolls"]), "whether a last day that is off stays (default) or moves to the next working day"),
        Key("contactSlot", .word(["any", "lastAllowedInside", "firstAllowedAfter"]), "how contact hours bear on the limit"),
        Key("closeOfBusiness", .timeOfDay, "time at which a day's limit ends where it is not 24:00"),
        Key("hours", .section("hours"), "when people may be contacted"),
        Key("workingHours", .oneOrMany(.timeSpan), "when the organisation works on a workday, such as \"08:30-12:00\": clocks in working time run only then"),
        Key("reporting", .anything, "reporting periods that are not calendar months", .later),
    ])

    package static let hours = Section("hours", "Contact hours.", [
        Key("allowed", .oneOrMany(.timeSpan), "spans of the day, such as \"09:00-11:30\"", .required),
        Key("workdaysOnly", .flag, "only on working days"),
        Key("outside", .word(["refused", "withReason"]), "what happens outside them: refused, or allowed with a reason (default)"),
    ] + basis)

    // MARK: roles, parameters, populations

    package static let role = Section("role", "A role. Packs name roles, never people.", CommonGrammar.languages + [
        Key("is", .section("roleSource"), "found from the event instead of mapped"),
    ] + basis)

    package static let roleSource = Section("roleSource", "Where a role that is not mapped comes from.", sourceKeys)

    package static let parameter = Section("parameter", "A figure. One of stated, proposed, required says where it comes from.", [
        Key("title", .wording, "what is decided", .required),
        Key("type", .word(["period", "number", "percent", "flag", "text", "choice", "day", "time"]), "what kind of value", .required),
        Key("stated", .text, "the value that stands in the source"),
        Key("proposed", .text, "our proposal, to be accepted by a named person"),
        Key("required", .flag, "there is no sensible proposal: the organisation must say"),
        Key("choices", .named(.section("choice")), "the values to choose from"),
        Key("note", .wording, "why it is open and how the proposal came about"),
        Key("setBy", .name("role"), "role that decides"),
    ] + basis)

    package static let choice = Section("choice", "One value to choose.", CommonGrammar.languages)

    package static let population = Section("population", "A named condition over events.", [
        Key("title", .wording, "its name", .required),
        Key("of", .oneOrMany(.name("event")), "the events it selects from; householdTurn, personTurn or customerTurn for those who have turns", .required),
        Key("when", .condition, "which of them"),
        Key("exempt", .oneOrMany(.name("rule")), "rules that make no follow-up for it"),
        Key("still", .oneOrMany(.text), "what is due all the same"),
        Key("soft", .flag, "in principle: reported, not enforced"),
    ] + basis)

    // MARK: follow-ups

    package static let followUp = Section("followUp", "A rule that makes follow-ups.", [
        Key("title", .wording, "its name", .required),
        Key("like", .name("rule"), "takes over the keys of this rule that are not written here"),
        Key("after", .either([.oneOrMany(.name("event")), .section("trigger")]), "the event, or the follow-up of another rule, that starts it"),
        Key("onRequest", .flag, "starts only when an outcome or a person asks for it"),
        Key("each", .name("population"), "or: everybody of this population has a turn, as often as every says"),
        Key("joining", .word(RoundRule.Joining.allCases.map(\.rawValue)), "with each: whether who joins within a period has the first turn in the next (default) or in what is left of this one"),
        Key("when", .condition, "only for events like this"),
        Key("unless", .oneOrMany(.name("event")), "an event about the same matter that makes it needless: what nobody has begun is withdrawn"),
        Key("ahead", .figure(.period), "with an anchor: the window is laid from so long before it, such as the day before an appointment"),
        Key("notBefore", .figure(.period), "opens on this day"),
        Key("opensAfter", .figure(.period), "opens on the day after this period"),
        Key("aim", .figure(.period), "usually done by then"),
        Key("within", .figure(.period), "the last day; must be there, but with each it may be left out: then the period's last day is"),
        Key("orEarlier", .oneOrMany(.section("limit")), "further limits; the earliest that applies holds"),
        Key("lastDay", .word(["stays", "rolls"]), "as in time, for this rule"),
        Key("every", .either([.oneOrMany(.figure(.period)), .figure(.word(RoundPeriod.names)), .section("festivals")]), "comes back so often, counted from the day of the event: the window is laid from each of these days. A list: after these intervals, one after the other, and then the last again. With each: the period of the calendar, or festivals"),
        Key("times", .figure(.integer), "with every: so many at most; left out or 0 = without end. With each: so many in each period; left out = one"),
        Key("spread", .flag, "with each and times: every turn in its own part of the period (default), or all of them at any time in it"),
        Key("until", .oneOrMany(.either([.figure(.period), .section("ending")])), "with every: not later than this period after the event, or until a follow-up of the same event has reached a state. With each: not later than this period after the party was first kept"),
        Key("choose", .either([.word(["all"]), .section("choose")]), "all of them (default), a draw, or a choice"),
        Key("steps", .named(.section("step")), "several follow-ups of the same event, each with its window"),
        Key("survey", .anything, "a questionnaire campaign", .later),
        Key("plan", .section("plan"), "with each: a plan that is approved before anything is made"),
        Key("reach", .section("reach"), "several people who must each be reached"),
    ] + conductKeys + basis)

    package static let contact = Section("contact", "Defaults of every follow-up.", conductKeys)

    /// How a follow-up is made; the keys that `contact` and a rule share.
    static let conductKeys: [Key] = [
        Key("assign", .either([.name("role"), .section("assignLine"), .list(.section("assignLine"))]), "who does it; the first line that fits wins"),
        Key("channels", .list(.either([.word(channelNames), .named(.section("channel"))])), "by which ways, in the order in which they are tried"),
        Key("ladder", .section("ladder"), "what happens when every channel is used up"),
        Key("form", .name("form"), "the form to fill in"),
        Key("sign", .oneOrMany(.section("sign")), "who signs the record"),
        Key("review", .oneOrMany(.section("review")), "who reviews the record, one after the other"),
        Key("appointment", .either([.word(["agreed"]), .section("appointment")]), "the time is agreed with the person beforehand"),
        Key("hours", .section("hours"), "as in time, for this rule"),
        Key("independentOf", .oneOrMany(.either([.name("attribute"), .section("maker")])), "never done by the staff whom these attributes of the event name, nor by whoever made the follow-up of that rule"),
    ]

    package static let trigger = Section("trigger", "What starts a rule, at length.", [
        Key("event", .oneOrMany(.name("event")), "the event"),
        Key("anchor", .name("attribute"), "day or moment of the event from which the window counts, instead of the event's own"),
        Key("rule", .name("rule"), "or: the follow-up of this rule"),
        Key("state", .word(["done", "lost", "exempt", "withdrawn"]), "and the state that it has reached"),
    ])

    package static let ending = Section("ending", "What ends a rule that comes back.", [
        Key("rule", .name("rule"), "a follow-up of this rule about the same event", .required),
        Key("state", .word(["done", "lost"]), "has reached this state", .required),
    ])

    package static let maker = Section("maker", "Whoever made another follow-up of the same event.", [
        Key("whoDid", .name("rule"), "of this rule", .required),
    ])

    package static let limit = Section("limit", "A further limit.", [
        Key("when", .condition, "to which it applies"),
        Key("within", .figure(.period), "the last day", .required),
    ] + basis)

    package static let assignLine = Section("assignLine", "One line of assign.", [
        Key("when", .condition, "to which it applies; left out = to all"),
        Key("to", .oneOrMany(.either([.name("role"), .section("source")])), "a role, or where the person comes from", .required),
        Key("mode", .word(["alone", "together", "anyOf", "each", "organises", "arranges", "leads", "tracks"]), "how several work together"),
        Key("with", .oneOrMany(.either([.name("role"), .section("source")])), "may be joined by these when needed"),
        Key("inPerson", .flag, "no stand-in"),
    ] + basis)

    package static let source = Section("source", "Where a person comes from.", sourceKeys)

    static let sourceKeys: [Key] = [
        Key("staff", .name("attribute"), "the member of staff whom this attribute of the event names"),
        Key("headOf", .name("attribute"), "the holder of `role` in the unit that this attribute names"),
        Key("role", .name("role"), "with headOf: which role there"),
        Key("whoDid", .name("rule"), "whoever made the earlier follow-up by this rule"),
        Key("namedIn", .name("field"), "the member of staff whom this answer names"),
    ]

    static let channelNames = [
        "phone", "homeVisit", "siteVisit", "faceToFace", "letter", "openLetter", "sms", "wechat", "email", "onlineQuestionnaire", "forum",
    ]

    package static let channel = Section("channel", "A step of the ladder of channels.", [
        Key("tries", .figure(.integer), "tries before the next step"),
        Key("spacing", .figure(.period), "least time between two tries"),
        Key("onDifferentDays", .flag, "at most one try a day"),
        Key("when", .condition, "allowed only then"),
        Key("fromNth", .figure(.integer), "allowed from the nth follow-up of the same event on"),
    ] + basis)

    package static let ladder = Section("ladder", "The end of the ladder.", [
        Key("lostAgreedBy", .either([.name("role"), .section("source")]), "who must agree before a follow-up counts as lost"),
    ] + basis)

    package static let sign = Section("sign", "A signature.", [
        Key("who", .text, "followUpStaff, customer, resident, or a role", .required),
        Key("level", .word(["login", "typedName", "drawn", "paper"]), "how it is given", .required),
        Key("channels", .oneOrMany(.word(channelNames)), "only for these channels"),
        Key("onReceipt", .flag, "when the task is received, instead of on the record"),
    ] + basis)

    package static let review = Section("review", "One step of the review.", [
        Key("by", .either([.name("role"), .section("source")]), "who", .required),
        Key("comment", .word(["required", "optional"]), "whether a comment must be written"),
        Key("within", .figure(.period), "until when"),
        Key("ownWorkBy", .either([.name("role"), .section("source")]), "who reviews what the reviewer did"),
    ] + basis)

    package static let appointment = Section("appointment", "The time is agreed beforehand.", [
        Key("channels", .oneOrMany(.word(channelNames)), "for these channels"),
    ] + basis)

    /// What a rule, figure or action rests on.
    static let basis: [Key] = [
        Key("clauses", .oneOrMany(.text), "clauses of the source that it carries out: R02.1.6, or R02.1.6/review where only one kind is meant"),
        Key("ours", .flag, "the source is silent: this is our addition"),
        Key("gap", .text, "number of the gap or contradiction that it settles"),
    ]
}

extension Section {
    func with(_ others: Section...) -> [Section] { [self] + others }
}
