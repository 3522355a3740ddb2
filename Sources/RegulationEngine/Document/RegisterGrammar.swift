/// Grammar of registers: what they list, their columns, how long they are kept.
extension RegulationGrammar {
    package static let record = Section("record", "A register: a view, never a table of its own.", [
        Key("title", .wording, "its printed title", .required),
        Key("code", .text, "number of the printed form"),
        Key("of", .word(RegisterDefinition.Lines.allCases.map(\.rawValue)), "what its lines are", .required),
        Key("form", .oneOrMany(.name("form")), "with records: only those on these forms"),
        Key("class", .oneOrMany(.text), "with cases: only reports of these classes, such as complaint"),
        Key("anonymous", .flag, "names are taken out: who it was stays empty, and names and numbers are struck out of texts"),
        Key("per", .word(NamedPeriod.names), "a sheet is for one of these; left out = a month"),
        Key("columns", .oneOrMany(.either([.text, .named(.section("column"))])), "its columns in the order of the paper: a name, or a name with what is printed over it and where it comes from", .required),
        Key("sign", .oneOrMany(.name("role")), "who signs at the foot of a sheet"),
        Key("keep", .section("keep"), "where and how long it is kept"),
    ] + basis)

    package static let column = Section("column", "A column of a register. Its words stand over it; without them those of what it shows.", CommonGrammar.languages + [
        Key("from", .text, "what it shows, where that is not its name: a field of a form, an attribute of the event, or one of the words that every register of these lines knows; blank is written by hand"),
        Key("width", .integer, "its share of the sheet's width beside the other columns"),
    ])

    package static let keep = Section("keep", "Keeping.", [
        Key("in", .wording, "where"),
        Key("for", .figure(.period), "how long"),
    ] + basis)
}
