import Domain
import Operations
import RegulationEngine
import Storage

/// Contacts as the call console sends them.
extension Stage {
    func record(_ act: RecordAct) throws {
        deliveries += 1
        let input = ContactInput(
            channel: act.channel, result: act.result, occurredAt: act.occurred, respondent: act.respondent, note: act.note,
            callBackAt: act.callBackAt,
            overrideReason: act.overrideReason, lateReason: act.lateReason, entries: try act.entries.map(entry), requestKey: "rehearsal-\(deliveries)"
        )
        _ = try Recording(premises).record(input, try acting(act.by))
    }

    func arrange(_ act: ArrangeAct) throws {
        deliveries += 1
        let entry = ContactInput.Entry(followUp: try followUp(act.followUp).id)
        let input = ContactInput(
            channel: act.channel, result: "callBack", appointmentAt: act.visitAt, entries: [entry], requestKey: "rehearsal-\(deliveries)")
        _ = try Recording(premises).record(input, try acting(act.by))
    }

    /// The next date and the explanation stand beside the form, as in the console.
    private func entry(_ act: RecordAct.Entry) throws -> ContactInput.Entry {
        let row = try followUp(act.followUp)
        let regulation = try active(row).edition.regulation
        let form = regulation.rule(row.followUp.rule)?.form.flatMap { regulation.form($0) }
        var entry = ContactInput.Entry(followUp: row.id)
        for (name, texts) in act.answers {
            switch name {
            case "nextDate": entry.nextDate = try day(texts, name)
            case "explanation": entry.explanation = texts.joined(separator: ", ")
            default: entry.answers[name] = try answer(texts, form?.field(name), name)
            }
        }
        entry.signatures = act.signatures.sorted { $0.key < $1.key }.map { ContactInput.SignatureInput(by: $0.key, level: $0.value, name: $0.key) }
        return entry
    }

    private func day(_ texts: [String], _ name: String) throws -> LocalDay {
        guard let day = texts.first.flatMap({ LocalDay(iso: $0) }) else { throw Missing("\(name) needs a day such as 2026-11-28") }
        return day
    }

    /// A field that the form does not have goes on as text: the use case refuses it, as it would refuse anybody's.
    private func answer(_ texts: [String], _ field: FormField?, _ name: String) throws -> Answer {
        let text = texts.joined(separator: ", ")
        switch field?.kind {
        case .number, .quantity, .scale: return Double(text).map(Answer.number) ?? .text(text)
        case .date, .promise: return .day(try day(texts, name))
        case .dateTime: return zone.instant(iso: text).map(Answer.instant) ?? .text(text)
        case .flag, .given: return text == "true" ? .flag(true) : text == "false" ? .flag(false) : .text(text)
        case .choice, .satisfaction, .staff: return .code(text)
        case .several: return .codes(texts)
        case .text, .longText, nil: return .text(text)
        }
    }
}
