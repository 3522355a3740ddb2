import Domain
import Operations
import RegulationEngine
import Storage

/// From the console's form to what the desk records. What cannot be read is a finding at its field.
struct ContactForm {
    let form: Form
    let view: ConsoleView
    let zone: CivilZone

    func input(of id: FollowUpID) throws -> ContactInput {
        let reading = AnswerReading(form: form, zone: zone)
        let entries = [entry(id, view.form, prefix: "answer.", reading)] + alsoSettled.map { entry($0.item.row.id, $0.form, prefix: "answer.\($0.item.row.id).", reading) }
        let findings = ["occurredAt", "callBackAt", "appointmentAt"].compactMap(unreadable) + reading.findings(view.form, prefix: "answer.")
        guard findings.isEmpty else { throw Refusal.invalid(findings) }
        return ContactInput(
            channel: form.code("channel") ?? view.ladder?.channel ?? view.rule.channels.first?.channel ?? .phone, result: form["result"] ?? "",
            occurredAt: form.isOn("late") ? form.moment("occurredAt", in: zone) : nil, respondent: form.text("respondent"),
            contactPoint: form.text("contactPoint").flatMap { Int64($0) }, note: form.text("note"), callBackAt: form.moment("callBackAt", in: zone),
            appointmentAt: form.moment("appointmentAt", in: zone), overrideReason: form.text("overrideReason"), lateReason: form.text("lateReason"),
            entries: entries, requestKey: form.text("requestKey") ?? "", seen: form.text("seen").flatMap { Int($0) })
    }

    private var alsoSettled: [ConsoleView.AlsoOpen] {
        let chosen = Set(form.all("alsoSettles"))
        return view.alsoOpen.filter { chosen.contains($0.item.row.id.description) }
    }

    private func entry(_ id: FollowUpID, _ asked: Domain.Form?, prefix: String, _ reading: AnswerReading) -> ContactInput.Entry {
        ContactInput.Entry(
            followUp: id, answers: reading.answers(asked, prefix: prefix), nextDate: form.day("nextOn"), explanation: form.text("reason"), signatures: signatures)
    }

    private var signatures: [ContactInput.SignatureInput] {
        view.rule.sign.filter { $0.level != .login }.compactMap { rule in
            let field = "signature." + rule.who
            let name = form.text(field + ".name")
            if form.isOn(field + ".paper") { return .init(by: rule.who, level: .paper, name: name) }
            if let strokes = form.text(field + ".strokes"), strokes != "[]" { return .init(by: rule.who, level: .drawn, name: name, strokes: strokes) }
            return name.map { .init(by: rule.who, level: .typedName, name: $0) }
        }
    }

    private func unreadable(_ name: String) -> Finding? {
        guard form.text(name) != nil, form.moment(name, in: zone) == nil else { return nil }
        return Finding(.error, "moment.unreadable", at: Place(path: name))
    }
}

/// Reads the answers of a form's questions by their kinds.
struct AnswerReading {
    let form: Form
    let zone: CivilZone

    func answers(_ asked: Domain.Form?, prefix: String) -> [String: Answer] {
        (asked?.fields ?? []).reduce(into: [:]) { answers, field in answers[field.id] = answer(field, form.all(prefix + field.id)) }
    }

    /// Texts that are no numbers or days where some are asked.
    func findings(_ asked: Domain.Form?, prefix: String) -> [Finding] {
        (asked?.fields ?? []).compactMap { field in
            let given = form.all(prefix + field.id).filter { !$0.trimmed.isEmpty }
            guard !given.isEmpty, field.kind != .given, answer(field, given) == nil else { return nil }
            return Finding(.error, "entry.unreadable", at: Place(path: field.id), ["value": given[0]])
        }
    }

    private func answer(_ field: FormField, _ values: [String]) -> Answer? {
        let given = values.map(\.trimmed).filter { !$0.isEmpty }
        guard let first = given.first else { return nil }
        switch field.kind {
        case .text, .longText, .staff, .promise: return .text(first)
        case .number, .quantity: return Double(first).flatMap { $0.isFinite ? .number($0) : nil }
        case .scale: return Int(first).map { .number(Double($0)) }
        case .date: return LocalDay(iso: first).map(Answer.day)
        case .dateTime: return zone.instant(iso: first).map(Answer.instant)
        case .flag: return ["true": .flag(true), "false": .flag(false)][first]
        case .choice, .satisfaction: return .code(first)
        case .several: return .codes(given)
        case .given: return nil
        }
    }
}
