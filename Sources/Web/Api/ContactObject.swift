import Domain
import Interop
import Operations
import Storage

/// From the JSON of a contact to what the desk records. What cannot be read is a finding at its place.
struct ContactObject {
    let document: JSONValue
    let view: ConsoleView
    let zone: CivilZone

    private static let entryNames: Set = ["answers", "flags", "nextDate", "explanation", "signatures"]
    private static let names = entryNames.union([
        "channel", "result", "occurredAt", "respondent", "contactPoint", "note", "callBackAt", "appointmentAt", "overrideReason", "lateReason",
        "alsoSettles",
    ])

    func input(of id: FollowUpID, key: String) throws -> ContactInput {
        let findings = JSONFindings()
        let input = JSONFields(document, at: "", findings).flatMap { self.input($0, id, key, findings) }
        guard let input, !findings.hasErrors else { throw Refusal.invalid(findings.all) }
        return input
    }

    private func input(_ fields: JSONFields, _ id: FollowUpID, _ key: String, _ findings: JSONFindings) -> ContactInput? {
        fields.refuse(otherThan: Self.names)
        let written = fields.text("channel", isRequired: true, atMost: 40)
        let channel = written.flatMap(ContactChannel.init)
        if let written, channel == nil {
            let accepted = ContactChannel.allCases.map(\.rawValue).joined(separator: ", ")
            findings.tell("json.codeUnknown", at: fields.place("channel"), ["value": written, "accepted": accepted])
        }
        guard let result = fields.text("result", isRequired: true, atMost: 60), let channel else { return nil }
        return ContactInput(
            channel: channel, result: result, occurredAt: fields.moment("occurredAt", in: zone), respondent: fields.text("respondent", atMost: 60),
            contactPoint: contactPoint(fields, findings), note: fields.text("note"), callBackAt: fields.moment("callBackAt", in: zone),
            appointmentAt: fields.moment("appointmentAt", in: zone), overrideReason: fields.text("overrideReason"),
            lateReason: fields.text("lateReason"),
            entries: [entry(id, view.form, fields, findings)] + also(fields, findings), requestKey: key)
    }

    private func contactPoint(_ fields: JSONFields, _ findings: JSONFindings) -> Int64? {
        guard let text = fields.text("contactPoint", atMost: 20) else { return nil }
        if let point = view.contactPoints.first(where: { String($0.id) == text }) { return point.id }
        findings.tell("json.unknownID", at: fields.place("contactPoint"))
        return nil
    }

    private func also(_ fields: JSONFields, _ findings: JSONFindings) -> [ContactInput.Entry] {
        (fields.list("alsoSettles", atMost: 20) ?? []).compactMap { one in
            one.refuse(otherThan: Self.entryNames.union(["followUp"]))
            guard let text = one.text("followUp", isRequired: true, atMost: 20) else { return nil }
            guard let open = view.alsoOpen.first(where: { $0.item.row.id.description == text }) else {
                findings.tell("json.unknownID", at: one.place("followUp"))
                return nil
            }
            return entry(open.item.row.id, open.form, one, findings)
        }
    }

    private func entry(_ id: FollowUpID, _ form: Domain.Form?, _ fields: JSONFields, _ findings: JSONFindings) -> ContactInput.Entry {
        ContactInput.Entry(
            followUp: id, answers: answers(form, fields), flags: Set(fields.texts("flags") ?? []), nextDate: fields.day("nextDate"),
            explanation: fields.text("explanation"), signatures: signatures(fields, findings))
    }

    private func signatures(_ fields: JSONFields, _ findings: JSONFindings) -> [ContactInput.SignatureInput] {
        (fields.list("signatures", atMost: 10) ?? []).compactMap { one in
            one.refuse(otherThan: ["by", "level", "name"])
            guard let by = one.text("by", isRequired: true, atMost: 60), let level = one.text("level", isRequired: true, atMost: 20) else {
                return nil
            }
            guard ["typedName", "paper"].contains(level), let known = Signature.Level(rawValue: level) else {
                findings.tell("json.codeUnknown", at: one.place("level"), ["value": level, "accepted": "typedName, paper"])
                return nil
            }
            return ContactInput.SignatureInput(by: by, level: known, name: one.text("name", atMost: 60))
        }
    }

    // MARK: Answers

    private func answers(_ form: Domain.Form?, _ fields: JSONFields) -> [String: Answer] {
        guard let given = fields.fields("answers") else { return [:] }
        let asked = (form?.fields ?? []).filter { $0.kind != .given }
        given.refuse(otherThan: Set(asked.map(\.id)))
        return asked.reduce(into: [:]) { answers, field in answers[field.id] = answer(field, given) }
    }

    private func answer(_ field: FormField, _ given: JSONFields) -> Answer? {
        switch field.kind {
        case .text, .longText, .staff, .promise: given.text(field.id).map(Answer.text)
        case .number, .quantity, .scale: given.number(field.id).map(Answer.number)
        case .date: given.day(field.id).map(Answer.day)
        case .dateTime: given.moment(field.id, in: zone).map(Answer.instant)
        case .flag: given.flag(field.id).map(Answer.flag)
        case .choice, .satisfaction: given.text(field.id, atMost: 100).map(Answer.code)
        case .several: given.texts(field.id).map(Answer.codes)
        case .given: nil
        }
    }
}

/// Places of the desk's findings, as JSON Pointers into what came.
enum ContactPlaces {
    private static let own: Set = [
        "result", "channel", "occurredAt", "callBackAt", "appointmentAt", "overrideReason", "lateReason", "respondent", "note", "nextDate",
        "explanation",
    ]

    static func pointer(_ path: String?) -> String? {
        guard let path, !path.hasPrefix("/"), !path.isEmpty else { return path }
        // A finding about another follow-up of the same contact has its id in front.
        let parts = path.split(separator: ".", maxSplits: 1)
        if parts.count == 2, Int64(parts[0]) != nil { return "/alsoSettles" + (pointer(String(parts[1])) ?? "") }
        if own.contains(path) { return "/" + path }
        return path.hasPrefix("signature") ? "/signatures" : "/answers/" + path
    }
}
