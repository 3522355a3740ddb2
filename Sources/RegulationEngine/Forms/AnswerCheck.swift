import Domain

/// Whether one answer fits its field.
struct AnswerCheck {
    struct Problem {
        var code: String
        var arguments: [String: String] = [:]
    }

    let field: FormField
    let answer: Answer

    var problem: Problem? {
        switch field.kind {
        case .text, .longText: return isText ? nil : wrongType
        case .staff: return isText || isCode ? nil : wrongType
        case .number, .quantity: return range(field.minimum, field.maximum)
        case .scale: return scale
        case .date: return isDay ? nil : wrongType
        case .dateTime: return isMoment ? nil : wrongType
        case .promise: return isDay || isMoment ? nil : wrongType
        case .flag, .given: return isFlag ? nil : wrongType
        case .choice, .satisfaction: return choice
        case .several: return several
        }
    }

    private var wrongType: Problem { Problem(code: "form.wrongType", arguments: ["wanted": field.kind.rawValue]) }

    private var isText: Bool { if case .text = answer { true } else { false } }
    private var isCode: Bool { if case .code = answer { true } else { false } }
    private var isDay: Bool { if case .day = answer { true } else { false } }
    private var isMoment: Bool { if case .instant = answer { true } else { false } }
    private var isFlag: Bool { if case .flag = answer { true } else { false } }

    private var choice: Problem? {
        guard case .code(let code) = answer else { return wrongType }
        return unknown([code])
    }

    private var several: Problem? {
        guard case .codes(let codes) = answer else { return wrongType }
        return unknown(codes)
    }

    private func unknown(_ codes: [String]) -> Problem? {
        codes.first { code in !field.options.contains { $0.code == code } }.map { Problem(code: "form.unknownOption", arguments: ["option": $0]) }
    }

    /// 0 to 10 in whole steps unless the form says otherwise.
    private var scale: Problem? {
        if case .number(let number) = answer, number != number.rounded() { return wrongType }
        return range(field.minimum ?? 0, field.maximum ?? 10)
    }

    private func range(_ minimum: Double?, _ maximum: Double?) -> Problem? {
        guard case .number(let number) = answer, number.isFinite else { return wrongType }
        guard (minimum ?? number) <= number, number <= (maximum ?? number) else {
            let bounds = ["minimum": minimum.map(written) ?? "", "maximum": maximum.map(written) ?? ""]
            return Problem(code: "form.outOfRange", arguments: bounds)
        }
        return nil
    }

    private func written(_ number: Double) -> String { Answer.number(number).codes[0] }
}
