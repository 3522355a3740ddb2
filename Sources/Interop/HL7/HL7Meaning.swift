import Domain

/// What a message is for: the events it tells, or why it tells none.
enum HL7Meaning {
    struct Telling {
        /// Name of the form, under which its reader is found.
        var name: String
        var form: HL7Form
        /// The part of the message that tells it.
        var message: HL7Message
        /// Line of the segment that tells it: two events of one message have different ones.
        var line: Int
        /// An update changes what is known and begins nothing.
        var isCorrectionOnly = false
    }

    case events([Telling])
    /// Accepted and not used: another type, a visit that is no stay.
    case notUsed(String)
    case fault(Finding.Severity, String)

    static func of(_ message: HL7Message, _ forms: HL7Forms) -> HL7Meaning {
        let (type, trigger) = (message.value("MSH", 9, 1), message.value("MSH", 9, 2))
        guard !type.isEmpty else { return .fault(.error, "hl7.noType") }
        let name = type + (trigger.isEmpty ? "" : "^" + trigger)
        guard let rules = forms.table.rules[name] else { return .notUsed(name) }
        // Training and debugging messages tell nothing that happened (HL7 table 0103).
        guard ["", "P"].contains(message.value("MSH", 11)) else { return .fault(.warning, "hl7.notProduction") }
        guard message.has("PID") else { return .fault(.error, "hl7.noPatient") }
        return of(message, rules, name, forms)
    }

    private static func of(_ message: HL7Message, _ rules: [HL7Table.Rule], _ name: String, _ forms: HL7Forms) -> HL7Meaning {
        var (tellings, unmet): ([Telling], String?) = ([], nil)
        for rule in rules {
            guard let form = forms.form(rule) else { continue }
            if let failed = rule.conditions.first(where: { !$0.holds(message) }) {
                unmet = unmet ?? said(failed, message)
            } else if rule.verb == .merges {
                guard let merges = merges(message, rule, form) else { return .fault(.error, "hl7.mergeIncomplete") }
                tellings += merges
            } else if rule.verb != .corrects || form.key?.value(in: message).isEmpty != true {
                tellings.append(telling(rule, form, message, isFirst: tellings.isEmpty))
            }
        }
        return tellings.isEmpty ? .notUsed([name, unmet].compactMap(\.self).joined(separator: ", ")) : .events(tellings)
    }

    /// What did not fit, where it is said at all: `PV1-2 O`.
    private static func said(_ condition: HL7Table.Condition, _ message: HL7Message) -> String? {
        let value = condition.field.value(in: message)
        return value.isEmpty ? nil : condition.field.label.map { $0 + " " + value }
    }

    /// The first event stands for the whole message, another for the segment that made it one.
    private static func telling(_ rule: HL7Table.Rule, _ form: HL7Form, _ message: HL7Message, isFirst: Bool) -> Telling {
        let segment = rule.conditions.lazy.compactMap(\.field.segment).first.flatMap { message.all($0).first }
        let line = isFirst ? message.segments[0].line : segment?.line ?? message.segments[0].line + 1
        return Telling(name: HL7Forms.name(rule), form: form, message: message, line: line, isCorrectionOnly: rule.verb == .corrects)
    }

    /// One for each patient with its former number; nil when a number is missing. The same number twice is no merge.
    private static func merges(_ message: HL7Message, _ rule: HL7Table.Rule, _ form: HL7Form) -> [Telling]? {
        guard let from = form.column(.envelope("partyNumber")), let into = form.column(.attribute("mergedInto")) else { return nil }
        let pairs = message.pairs("PID", "MRG")
        var tellings: [Telling] = []
        for pair in pairs {
            let (old, new) = (from.value(in: pair), into.value(in: pair))
            guard !old.isEmpty, !new.isEmpty else { return nil }
            let line = tellings.isEmpty ? message.segments[0].line : pair.all("MRG")[0].line
            if old != new { tellings.append(Telling(name: HL7Forms.name(rule), form: form, message: pair, line: line)) }
        }
        return pairs.isEmpty ? nil : tellings
    }
}
