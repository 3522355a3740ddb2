import Domain
import Statistics

/// One cell of a register, as data: the window that shows it writes it in words.
public enum RegisterValue: Sendable, Hashable {
    /// Nothing is known, or it is written by hand.
    case none
    case text(String)
    case wording(LocalizedText)
    case count(Int)
    case number(Double)
    case flag(Bool)
    case day(LocalDay)
    case moment(Instant)
    /// The end of a period.
    case limit(Instant)
    case rate(Rate)
    /// A code of a closed list: the catalogue has a word for it in this room.
    case word(room: String, code: String)
    /// A code of the catalogue of contact results.
    case result(String)
    /// An answer or attribute with several parts.
    case several([RegisterValue])
    /// The reader's rights do not reach what stands here.
    case hidden

    init(_ text: String?) { self = text.map(RegisterValue.text) ?? .none }
    init(_ day: LocalDay?) { self = day.map(RegisterValue.day) ?? .none }
    init(_ moment: Instant?) { self = moment.map(RegisterValue.moment) ?? .none }

    /// The answer to a field, its options in their wording.
    init(_ answer: Answer?, to field: FormField) {
        let title = { (code: String) in field.options.first { $0.code == code }.map { RegisterValue.wording($0.label) } ?? .text(code) }
        switch answer {
        case .code(let code): self = title(code)
        case .codes(let codes): self = .several(codes.map(title))
        case .number(let number): self = .number(number)
        case .text(let text): self = .text(text)
        case .flag(let flag): self = .flag(flag)
        case .day(let day): self = .day(day)
        case .instant(let instant): self = .moment(instant)
        case nil: self = .none
        }
    }

    /// What an event says, its codes in their wording.
    init(_ value: AttributeValue?, of attribute: AttributeDefinition) {
        let title = { (code: String) in attribute.codes.first { $0.code == code }.map { RegisterValue.wording($0.title) } ?? .text(code) }
        switch value {
        case .text(let text): self = title(text)
        case .number(let number): self = .number(number)
        case .flag(let flag): self = .flag(flag)
        case .day(let day): self = .day(day)
        case .instant(let instant): self = .moment(instant)
        case .list(let texts): self = .several(texts.map(title))
        case nil: self = .none
        }
    }
}

/// A line of a register and what it opens to.
public struct RegisterLine: Sendable {
    public enum Source: Sendable, Hashable {
        case record(RecordID)
        case followUp(FollowUpID)
        case duty(DutyID)
        case caseFile(CaseFileID)
        case rule(String)
    }

    public var source: Source
    /// In the order of the columns.
    public var cells: [RegisterValue]
}
