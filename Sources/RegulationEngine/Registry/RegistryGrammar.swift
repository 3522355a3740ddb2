/// Grammar of `Regulations/common/events.yaml` and of the `events` section of a regulation.
package enum RegistryGrammar {
    package static let document = Section("registry", "The registry of event kinds.", [
        Key("registry", .word(["events"]), "says what the file is", .required),
        Key("version", .integer, "counts up with each change", .required),
        Key("envelope", .named(.section("attribute")), "what every event says beside its attributes"),
        Key("kinds", .named(.section("event")), "the kinds of event by name", .required),
        Key("aliases", .named(.section("alias")), "second names: a kind with fixed attribute values"),
    ])

    package static let own = Section("ownEvents", "Kinds of event that only this regulation needs.", [
        Key("kinds", .named(.section("event")), "kinds of event by name"),
        Key("aliases", .named(.section("alias")), "second names: a kind with fixed attribute values"),
    ])

    package static let event = Section("event", "A kind of event.", CommonGrammar.languages + [
        Key("subject", .text, "whom or what it is counted by: patient, household, customer …", .required),
        Key("party", .word(["person", "household", "organisation"]), "what kind of party it concerns; left out when it concerns none"),
        Key("matter", .section("matter"), "the stay, repair, contract or complaint it is about"),
        Key("key", .oneOrMany(.name("attribute")), "attributes whose values together make the same fact recognisable; party stands for the number of the party"),
        Key("occurred", .section("occurred"), "how tables head the moment of the event"),
        Key("attributes", .named(.section("attribute")), "what the event says, by name"),
    ])

    package static let matter = Section("matter", "The matter of an event.", [
        Key("kind", .text, "admission, repair, contract, complaint …", .required),
        Key("number", .name("attribute"), "attribute that holds its number", .required),
    ])

    package static let occurred = Section("occurred", "The moment of an event in tables.", [
        Key("headings", .oneOrMany(.text), "headings in any language", .required),
    ])

    package static let attribute = Section("attribute", "One thing an event says.", CommonGrammar.languages + [
        Key("type", .word(["text", "code", "number", "flag", "day", "instant", "staff", "unit", "list", "phone", "address"]), "what kind of value it is", .required),
        Key("codes", .named(.section("code")), "the values of a code"),
        Key("required", .flag, "the event says nothing without it"),
        Key("anchor", .flag, "a window may start from it"),
        Key("headings", .oneOrMany(.text), "headings by which tables name it, in any language"),
    ])

    package static let code = Section("code", "One value of a code.", CommonGrammar.languages + [
        Key("spellings", .oneOrMany(.text), "how sources write it"),
    ])

    package static let alias = Section("alias", "A second name of a kind.", CommonGrammar.languages + [
        Key("of", .name("event"), "the kind", .required),
        Key("fixed", .named(.text), "attribute values that make the alias", .required),
    ])

    package static let results = Section("results", "The catalogue of contact results.", [
        Key("registry", .word(["results"]), "says what the file is", .required),
        Key("version", .integer, "counts up with each change", .required),
        Key("results", .named(.section("result")), "results by code", .required),
    ])

    package static let result = Section("result", "What may come of a contact.", CommonGrammar.languages + [
        Key("meaning", .word(["reached", "partly", "notReached", "callBack", "refused", "deceased", "wrongContactPoint"]), "what it does to the follow-up", .required),
        Key("aapor", .word(["I", "P", "R", "NC", "O", "UH", "UO", "NE"]), "class of the AAPOR standard definitions", .required),
        Key("channels", .oneOrMany(.word(["phone", "homeVisit", "siteVisit", "faceToFace", "letter", "openLetter", "sms", "wechat", "email", "onlineQuestionnaire", "forum"])), "channels for which it may be chosen; left out = all"),
    ])
}
