import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// How one follow-up of the queue is shown, on whatever page it stands.
struct Lines {
    let chrome: PageChrome
    let results: [ContactResult]
    let registry: EventRegistry
    let me: StaffID
    let reach: Reach

    init(_ chrome: PageChrome, _ site: Site, _ visit: Visit) {
        (self.chrome, results, registry) = (chrome, site.premises.library.results, site.premises.library.registry)
        (me, reach) = (visit.visitor?.context.actor.staff ?? StaffID(0), Reach(visit))
    }

    var language: Language { chrome.phrases.language }

    func row(_ item: QueueItem, showsAssignee: Bool = false) -> QueueRow {
        QueueRow(
            id: item.row.id.description, person: person(item), title: item.ruleTitle.text(in: language), details: details(item), sla: Self.sla(item.row, chrome.now),
            marks: marks(item.row), lastResult: lastResult(item.row), hint: hint(item.row), assignee: showsAssignee ? item.assigneeName : nil, claim: claim(item))
    }

    func person(_ item: QueueItem) -> PersonLine {
        PersonLine(
            item.partyName ?? item.partyNumber ?? item.matterNumber ?? "", sex: item.sex.flatMap(PersonLine.Sex.init), age: age(item.bornOn), phone: item.maskedPhone,
            tags: item.tags.map { Tag($0) })
    }

    func person(_ party: Party?, phone: String?) -> PersonLine {
        PersonLine(
            party?.name ?? "", sex: party?.sex.flatMap(PersonLine.Sex.init), age: age(party?.bornOn), phone: phone, tags: (party?.tags ?? []).map { Tag($0) })
    }

    private func age(_ bornOn: LocalDay?) -> Int? {
        guard let bornOn else { return nil }
        let today = chrome.zone.day(of: chrome.now)
        let hadBirthday = (today.month, today.day) >= (bornOn.month, bornOn.day)
        return max(0, today.year - bornOn.year - (hadBirthday ? 0 : 1))
    }

    private func details(_ item: QueueItem) -> [String] {
        [item.eventTitle.text(in: language), item.matterNumber ?? item.partyNumber ?? "", item.unitName].filter { !$0.isEmpty }
    }

    static func sla(_ row: FollowUpRow, _ now: Instant) -> SlaState {
        let (f, due) = (row.followUp, row.followUp.window.due)
        let kind: SlaState.Kind =
            switch f.state {
            case .done: (row.doneAt ?? now) <= due ? .done : .doneLate
            case .lost: .lost
            case .exempt: .exempt
            case .withdrawn: .withdrawn
            case .planned, .accepted: row.agreedAt.flatMap { $0 > now ? .agreed(at: $0) : nil } ?? (row.ranking == 0 ? .alert : .running)
            }
        return SlaState(kind, due: due, isProvisional: f.window.isProvisional)
    }

    private func marks(_ row: FollowUpRow) -> WindowMarks {
        WindowMarks(
            opens: row.followUp.window.opens, due: row.followUp.window.due, attempts: Array(repeating: row.lastAt ?? chrome.now, count: row.attempts),
            agreed: row.agreedAt, isAlert: row.ranking == 0, isSettled: !row.followUp.state.isOpen)
    }

    /// In words; the page puts the time of the last attempt before it.
    func lastResult(_ row: FollowUpRow) -> String? { row.lastResult.map(result) }

    private func hint(_ row: FollowUpRow) -> String? {
        if let flag = row.flag { return chrome.words.word("followUpFlag", flag) }
        guard row.followUp.state.isOpen, let until = row.waitUntil, until > chrome.now, row.agreedAt == nil else { return nil }
        return chrome.phrases("line.waits", ["time": .text(chrome.words.moment(until))])
    }

    func claim(_ item: QueueItem) -> QueueRow.Claim? {
        guard let holder = item.row.claimedBy, let until = item.row.claimedUntil, until > chrome.now else { return nil }
        return QueueRow.Claim(by: holder == me ? "" : item.heldBy ?? "", until: until, isMine: holder == me)
    }
}

extension Lines {
    func result(_ code: String) -> String { results.first { $0.code == code }?.title.text(in: language) ?? code }

    func event(_ kind: String) -> String { registry.kinds[kind]?.title.text(in: language) ?? kind }

    /// The registry's word for a code of an attribute; the code itself where there is none.
    func code(_ code: String, of attribute: String, in kind: String) -> String {
        registry.codes(of: attribute, in: kind).first { $0.code == code }?.title.text(in: language) ?? code
    }

    /// Where a person comes from, in words; roles of a regulation keep their own wording elsewhere.
    func role(_ source: AssigneeSource) -> String {
        switch source {
        case .role(let role), .headOf(_, let role): chrome.phrases.role(role)
        case .eventStaff(let attribute): attribute
        case .whoDid: chrome.phrases("assignee.whoDid")
        case .namedIn: chrome.phrases("assignee.namedIn")
        }
    }
}

extension Phrases {
    /// The wording of a role of posts; an organisation's own roles are shown as they are written.
    func role(_ name: String) -> String {
        let key = PhraseKey("role." + name)
        return phrase(key) == nil ? name : self(key)
    }
}
