import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine

/// How the contact may be made, how it may end, and who signs.
struct ConsoleChoices {
    private let map: ConsoleMap
    private var p: Phrases { map.chrome.phrases }
    private var words: CivilWords { map.chrome.words }

    init(_ map: ConsoleMap) { self.map = map }

    var choices: ContactChoices {
        ContactChoices(
            results: results, channels: channels.map { Choice($0.rawValue, words.word("channel", $0.rawValue)) },
            respondents: posts ?? respondents.map { Choice($0, words.word("relation", $0)) }, outsideHours: outsideHours,
            notBefore: map.view.ladder?.notBefore.flatMap { $0 > map.chrome.now ? $0 : nil })
    }

    /// The channel to take now first, then the rule's others; a rule that names none leaves the choice open.
    private var channels: [ContactChannel] {
        let named = map.view.ladder?.channel.map { [$0] } ?? []
        let ruled = map.view.rule.channels.map(\.channel)
        var seen: Set<ContactChannel> = []
        return (named + (ruled.isEmpty ? ContactChannel.allCases : ruled)).filter { seen.insert($0).inserted }
    }

    /// Where several people must be reached: those who are missing.
    private var posts: [Choice]? { map.view.reach.map { $0.missing.map { Choice($0.code, $0.title.text(in: map.language)) } } }

    private var respondents: [String] {
        switch map.view.party?.kind {
        case .organisation: ["contactPerson", "other"]
        case .household: ["self", "family", "tenant", "other"]
        case .person, nil: ["self", "family", "caregiver", "other"]
        }
    }

    /// Those that a channel of the rule allows, in the order of the catalogue; the first nine have keys.
    private var results: [ContactChoices.Result] {
        let ways = Set(channels)
        let mayBeVacant = map.view.rule.reach?.vacant == .notCounted
        let possible = map.view.results.filter { mayBeVacant || $0.code != ReachRule.vacantResult }
        return possible.filter { $0.channels.isEmpty || !ways.isDisjoint(with: $0.channels) }.enumerated().map { index, result in
            ContactChoices.Result(
                result.code, result.title.text(in: map.language), key: index < 9 ? index + 1 : nil, extras: extras(result.meaning),
                needsForm: result.meaning == .reached && map.view.form != nil)
        }
    }

    private func extras(_ meaning: ContactResult.Meaning) -> [ContactChoices.Result.Extra] {
        switch meaning {
        case .callBack: map.view.rule.appointment == nil ? [.callBackAt] : [.callBackAt, .appointmentAt]
        case .refused: [.reason]
        case .reached, .partly, .notReached, .deceased, .wrongContactPoint: []
        }
    }

    private var outsideHours: String? {
        switch map.view.contactHours {
        case .allowed: nil
        case .refused(let reason, let next), .overridable(let reason, let next): hours(reason, next)
        }
    }

    private func hours(_ reason: ContactHoursVerdict.Reason, _ next: Instant?) -> String {
        let words = words.word("contactHours", reason.rawValue)
        guard let next else { return words }
        return p("contactHours.next", ["why": .text(words), "time": .text(map.chrome.words.moment(next))])
    }

    /// The signatures of others than staff: whoever records signs by being signed in.
    var signatures: [SignatureNeed] {
        map.view.rule.sign.compactMap { rule in
            let level: SignatureNeed.Level? =
                switch rule.level {
                case .login: nil
                case .typedName: .typedName
                case .drawn: .drawn
                case .paper: .paper
                }
            return level.map { SignatureNeed(by: rule.who, title: words.word("signer", rule.who), level: $0, note: note(rule)) }
        }
    }

    private func note(_ rule: SignRule) -> String? {
        guard !rule.channels.isEmpty else { return nil }
        return rule.channels.map { words.word("channel", $0.rawValue) }.joined(separator: ", ")
    }
}
