import Domain

/// Checks the answers of a record against its form: each complaint a finding at its field.
///
/// | finding | arguments besides `field` | wrong |
/// |---|---|---|
/// | `form.required` | – | must be filled for this result |
/// | `form.requiredByOutcome` | – | what was answered elsewhere asks for this field too |
/// | `form.wrongType` | wanted | not this kind of answer |
/// | `form.unknownOption` | option | not among the options |
/// | `form.outOfRange` | minimum, maximum | outside the bounds |
/// | `form.hiddenAnswered` | – | not asked, given the other answers |
/// | `form.unknownField` | – | the form has no such field |
/// | `form.dayPassed` | day | a promised or next day that lies before the contact |
public struct FormCheck: Sendable {
    public let form: Form

    public init(_ form: Form) { self.form = form }

    /// - Parameters:
    ///   - result: required fields are demanded only of a contact that reached the person; what was answered is checked in any case.
    ///   - extraRequired: fields that outcome rules demand of this record (`explanation`, `nextDate`), whatever the result.
    ///   - contactDay: promises and the next date must not lie before it; nil = not looked at.
    public func findings(
        answers: [String: Answer], result: ContactResult.Meaning, extraRequired: [String] = [], contactDay: LocalDay? = nil,
        zone: CivilZone = .shanghai
    ) -> [Finding] {
        let shown = shownFields(answers: answers)
        var findings: [Finding] = []
        for field in form.fields {
            findings += self.findings(field, answers[field.id], isShown: shown.contains(field.id), result, extraRequired)
        }
        findings += beyondTheForm(answers, extraRequired)
        if let contactDay { findings += passedDays(answers, contactDay, zone) }
        return findings
    }

    /// The fields that are asked, given the answers: every field whose conditions hold and rest on fields that are asked themselves.
    public func shownFields(answers: [String: Answer]) -> Set<String> {
        var shown: Set<String> = []
        for field in form.fields where isShown(field, answers, shown) { shown.insert(field.id) }
        return shown
    }

    /// A field rests on fields before it; a condition on a later one never holds, and the check of the document says so.
    private func isShown(_ field: FormField, _ answers: [String: Answer], _ shown: Set<String>) -> Bool {
        field.shownWhen.allSatisfy { id, codes in
            shown.contains(id) && (answers[id]?.codes.contains { codes.contains($0) } ?? false)
        }
    }

    private func findings(
        _ field: FormField, _ answer: Answer?, isShown: Bool, _ result: ContactResult.Meaning, _ extraRequired: [String]
    ) -> [Finding] {
        guard let answer, !answer.isBlank else {
            if extraRequired.contains(field.id) { return [finding("form.requiredByOutcome", field.id)] }
            let isMissing = isShown && field.requirement == .required && result == .reached
            return isMissing ? [finding("form.required", field.id)] : []
        }
        if !isShown, !extraRequired.contains(field.id) { return [finding("form.hiddenAnswered", field.id)] }
        return AnswerCheck(field: field, answer: answer).problem.map { [finding($0.code, field.id, $0.arguments)] } ?? []
    }

    /// Fields that only an outcome asks for (`nextDate`) need not stand in the form; anything else that does not is wrong.
    private func beyondTheForm(_ answers: [String: Answer], _ extraRequired: [String]) -> [Finding] {
        let known = Set(form.fields.map(\.id))
        let missing = extraRequired.filter { !known.contains($0) && (answers[$0]?.isBlank ?? true) }
        let unknown = answers.keys.filter { !known.contains($0) && !extraRequired.contains($0) }.sorted()
        return missing.map { finding("form.requiredByOutcome", $0) } + unknown.map { finding("form.unknownField", $0) }
    }

    private func passedDays(_ answers: [String: Answer], _ contactDay: LocalDay, _ zone: CivilZone) -> [Finding] {
        let ahead = form.fields.filter { $0.kind == .promise }.map(\.id) + [ActionReading.nextDateField]
        return Set(ahead).sorted().compactMap { field in
            guard let day = answers[field]?.day(in: zone), day < contactDay else { return nil }
            return finding("form.dayPassed", field, ["day": day.iso])
        }
    }

    private func finding(_ code: String, _ field: String, _ arguments: [String: String] = [:]) -> Finding {
        Finding(.error, code, at: Place(path: field), arguments.merging(["field": field]) { a, _ in a })
    }
}

extension Answer {
    /// The day that it names, if any.
    func day(in zone: CivilZone) -> LocalDay? {
        switch self {
        case .day(let day): day
        case .instant(let moment): zone.day(of: moment)
        default: nil
        }
    }

    /// Nothing but blanks, or no code at all.
    var isBlank: Bool {
        switch self {
        case .text(let text), .code(let text): text.allSatisfy(\.isWhitespace)
        case .codes(let codes): codes.isEmpty
        case .number, .flag, .day, .instant: false
        }
    }
}
