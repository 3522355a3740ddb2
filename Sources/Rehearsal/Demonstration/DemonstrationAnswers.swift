import Domain
import Interop
import RegulationEngine

/// How somebody felt about what was done.
enum DemonstrationMood: Int {
    case content, fair, dissatisfied

    /// Six in seven are content; of those who had cause to complain, two in three.
    init(isSore: Bool, _ random: inout DemoRandom) {
        let drawn = random.below(1000) + (isSore ? 180 : 0)
        self = drawn < 865 ? .content : drawn < 955 ? .fair : .dissatisfied
    }

    /// In so many of a thousand cases an answer is one that alarms.
    var alerts: Int { [12, 60, 300][rawValue] }
    /// In so many of a thousand cases something is written where nothing need be.
    var remarks: Int { [80, 400, 1000][rawValue] }
}

/// Fills a form as a conversation of this mood would: what is asked, answered; what is not, left out.
struct DemonstrationAnswers {
    let form: Form
    let rule: String
    let mood: DemonstrationMood
    let texts: DemonstrationTexts
    let day: LocalDay
    /// Code of the person whom a field of staff names.
    let person: String
    /// What a spot check found.
    var verdict: String?

    func filled(_ random: inout DemoRandom) -> [String: Answer] {
        let check = FormCheck(form)
        var answers: [String: Answer] = [:]
        for field in form.fields where check.shownFields(answers: answers).contains(field.id) {
            answers[field.id] = answer(field, &random)
        }
        return answers.merging(explanations(of: answers, &random)) { given, _ in given }
    }

    /// What alarms is explained, also where the form leaves it open.
    private func explanations(of answers: [String: Answer], _ random: inout DemoRandom) -> [String: Answer] {
        let isAlarming = form.fields.contains { field in field.options.contains { $0.isAlert && answers[field.id] == .code($0.code) } }
        guard isAlarming else { return [:] }
        let open = FormCheck(form).shownFields(answers: answers).compactMap { id in form.fields.first { $0.id == id && $0.kind == .longText } }
        return open.filter { answers[$0.id] == nil }.reduce(into: [:]) { $0[$1.id] = .text(texts.pick("answer.\(rule).\($1.id)", "answer.\($1.id)", "answer", by: &random)) }
    }

    private func answer(_ field: FormField, _ random: inout DemoRandom) -> Answer? {
        switch field.kind {
        case .satisfaction: .code(opinion(field, &random))
        case .choice: .code(choice(field, &random))
        case .several: random.pick(field.options).map { .codes([$0.code]) }
        case .text, .longText: isWritten(field, &random) ? .text(texts.pick("answer.\(rule).\(field.id)", "answer.\(field.id)", "answer", by: &random)) : nil
        case .promise, .date: .day(day.adding(days: random.from(3...7)))
        case .staff: .code(person)
        case .flag, .given: .flag(true)
        case .scale, .number, .quantity: .number((field.maximum ?? 10) - Double(mood.rawValue))
        case .dateTime: nil
        }
    }

    /// The question about everything tells the mood; the single ones are better now and then, and some people would rather not say.
    private func opinion(_ field: FormField, _ random: inout DemoRandom) -> String {
        let rated = field.options.filter { $0.isSatisfied != nil }
        if field.id != "satisfaction", random.happens(40), let silent = field.options.first(where: { $0.isSatisfied == nil }) { return silent.code }
        let isBetter = field.id != "satisfaction" && random.happens(550)
        let place = max(0, mood.rawValue - (isBetter ? 1 : 0)) * (rated.count - 1) / 2
        return rated.isEmpty ? field.options.first?.code ?? "" : rated[place].code
    }

    private func choice(_ field: FormField, _ random: inout DemoRandom) -> String {
        if field.id == "verdict", let verdict, field.options.contains(where: { $0.code == verdict }) { return verdict }
        let (alarming, others) = (field.options.filter(\.isAlert), field.options.filter { !$0.isAlert })
        if random.happens(mood.alerts), let option = random.pick(alarming) { return option.code }
        return random.happens(945) ? others.first?.code ?? "" : random.pick(others)?.code ?? ""
    }

    /// What is only asked in some cases is asked because it matters.
    private func isWritten(_ field: FormField, _ random: inout DemoRandom) -> Bool {
        field.requirement == .required || !field.shownWhen.isEmpty || random.happens(mood.remarks)
    }
}
