import Domain
import SQLCore
import Storage

extension QueryPlanTests {
    static let lookUps: [String: Query] = facts.merging(work) { $1 }.merging(house) { $1 }.merging(merging) { $1 }.merging(rounds) { $1 }

    private static let rounds: [String: Query] = [
        "party left": { try KeptRows.end(PartyID(1), on: day, of: o, in: $0) },
        "kept party": { _ = try KeptRows.row(PartyID(1), unit: unit, kind: .household, of: o, in: $0) },
        "units that keep a party": { _ = try KeptRows.rows(of: PartyID(1), o, in: $0) },
        "anybody kept": { _ = try KeptRows.hasAny(unit, .household, of: o, in: $0) },
        "who joined": { _ = try KeptRows.joined(unit: unit, kind: .household, after: day, through: day, of: o, in: $0) },
        "who left": { _ = try KeptRows.left(unit: unit, kind: .household, from: day, before: day, of: o, in: $0) },
        "tags of a party": { try PartyRows.set(tags: ["a"], of: PartyID(1), o, in: $0) },
        "last done with a party": { _ = try FollowUpRows.lastDone(party: PartyID(1), of: o, in: $0) },
        "number of parties kept": { _ = try KeptRows.count(unit, .household, of: o, in: $0) },
        "plan": { _ = try VisitPlanRows.row(1, of: o, in: $0) },
        "plan of a round": { _ = try VisitPlanRows.row(adoption: AdoptionID(1), rule: "r", unit: unit, period: "p", of: o, in: $0) },
        "plan of a duty": { _ = try VisitPlanRows.row(duty: DutyID(1), of: o, in: $0) },
        "plan changed": { session in
            let row = VisitPlanRows.Row(
                id: 1, adoption: AdoptionID(1), edition: EditionID(1), rule: "r", unit: unit, period: "p", first: day, last: day, createdAt: now)
            try VisitPlanRows.update(row, of: o, in: session)
        },
        "line of a plan": { _ = try VisitPlanLineRows.row(PartyID(1), of: 1, o, in: $0) },
        "line changed": { try VisitPlanLineRows.update(VisitPlanLineRows.Row(plan: 1, party: PartyID(1), position: 1), of: o, in: $0) },
        "last line": { _ = try VisitPlanLineRows.last(of: 1, o, in: $0) },
        "lines by standing": { _ = try VisitPlanLineRows.counts(of: 1, o, in: $0) },
        "round": { _ = try RoundRows.row(adoption: AdoptionID(1), rule: "r", unit: unit, period: "p", of: o, in: $0) },
    ]

    private static let facts: [String: Query] = [
        "event by key": { _ = try EventRows.known(kind: "k", naturalKey: "n", of: o, in: $0) },
        "events of a key and those after its cancel": { _ = try EventRows.family(kind: "k", naturalKey: "n", of: o, in: $0) },
        "events of a kind in a unit": { _ = try EventRows.events(kind: "k", unit: unit, since: now, until: now, of: o, in: $0) },
        "events caused by one": { _ = try EventRows.causedEvents(by: EventID(1), of: o, in: $0) },
        "earlier versions of an event": { session in
            let event = Event(id: EventID(1), kind: "k", naturalKey: "n", occurredAt: now, recordedAt: now, unit: unit, version: 2)
            _ = try EventRows.versions(of: event, o, in: session)
        },
        "event corrected": { session in
            let event = Event(id: EventID(1), kind: "k", naturalKey: "n", occurredAt: now, recordedAt: now, unit: unit, version: 2)
            try EventRows.correct(event, content: [1], of: o, in: session)
        },
        "event cancelled": { try EventRows.cancel(EventID(1), at: now, of: o, in: $0) },
        "matter by number": { _ = try EventRows.parties(matterNumber: "1", of: o, limit: 9, in: $0) },
        "delivery": { _ = try EventRows.isDelivered(sender: "s", message: "m", of: o, in: $0) },
        "party by number": { _ = try PartyRows.party(kind: .person, number: "1", of: o, in: $0) },
        "party by phone and name": { _ = try PartyRows.party(blind: [1], name: "n", of: o, in: $0) },
        "parties by phone": { _ = try ContactPointRows.parties(blind: [1], of: o, limit: 9, in: $0) },
        "parties by last four digits": { _ = try ContactPointRows.parties(tail: [1], of: o, limit: 9, in: $0) },
        "what came before an edition was in force": { session in
            let place = CatchUpRows.Position(unit: unit, kind: "k", occurredAt: now, event: EventID(0))
            _ = try CatchUpRows.facts(.init(edition: EditionID(1), since: now, until: now), after: place, limit: 9, of: o, in: session)
        },
        "names not yet taken up": { _ = try PartyGramRows.names(after: PartyID(1), limit: 9, of: o, in: $0) },
        "how far names are taken up": { _ = try PartyGramRows.progress(of: o, in: $0) },
        "parts of a name removed": { try PartyGramRows.remove([1, 2], of: PartyID(1), in: [unit], o, session: $0) },
        "own people elsewhere": { _ = try PartyGramRows.own(StaffID(1), outside: many, limit: 9, of: o, session: $0) },
        "parties by number": { _ = try PartyRows.parties(number: "1", of: o, limit: 9, in: $0) },
        "party refreshed": { try PartyRows.refresh(PartyID(1), name: "n", sex: nil, bornOn: nil, of: o, in: $0) },
        "units of a party": { _ = try PartyRows.units(of: PartyID(1), o, in: $0) },
        "contact points": { _ = try ContactPointRows.points(of: PartyID(1), o, in: $0) },
        "acknowledged message": { _ = try MessageRows.content(sender: "s", control: "c", of: o, in: $0) },
        "import of a sender's day": { _ = try ImportRows.newest(fileHash: "h", content: "c", of: o, in: $0) },
        "import that grows": { try ImportRows.add(.init(), to: 1, at: now, of: o, in: $0) },
        "number of findings": { _ = try ImportRows.findingCount(of: 1, o, in: $0) },
        "interrupted import": { _ = try ImportRows.interrupted(fileHash: "h", content: "c", of: o, in: $0) },
    ]

    private static let work: [String: Query] = [
        "assessment": { _ = try AssessmentRows.row(DutyID(1), of: o, in: $0) },
        "assessment moved on": { session in
            _ = try AssessmentRows.update(assessment, from: .open, of: o, in: session)
        },
        "assessment of the period before": { _ = try AssessmentRows.previous(to: assessment, of: o, in: $0) },
        "corrections of an assessment": { _ = try AssessmentCorrectionRows.rows(of: DutyID(1), o, in: $0) },
        "corrections that were taken up": { _ = try AssessmentCorrectionRows.rows(settledIn: DutyID(1), o, in: $0) },
        "corrections taken up": { try AssessmentCorrectionRows.settle(of: DutyID(1), in: DutyID(2), of: o, $0) },
        "checks of a cohort": { _ = try ItemRows.checks("verdict", cohort, rules: ["a"], of: o, in: $0) },
        "dissatisfied of a cohort": { _ = try ItemRows.dissatisfied(cohort, rules: ["a"], person: StaffID(1), limit: 9, of: o, in: $0) },
        "unsettled of a cohort": { _ = try ItemRows.unsettled(cohort, rules: ["a"], limit: 9, of: o, in: $0) },
        "follow-ups of an event": { _ = try FollowUpRows.rows(of: EventID(1), o, in: $0) },
        "number of a rule's follow-ups": {
            _ = try ClauseRows.count(adoption: AdoptionID(1), rule: "r", units: [unit], since: day, ceiling: 99, of: o, in: $0)
        },
        "claim": { _ = try FollowUpRows.claim(FollowUpID(1), by: StaffID(1), until: now, at: now, of: o, in: $0) },
        "bounded count": { _ = try QueueRows.bounded([.unit(unit)], .init(dueUntil: now), ceiling: 1000, of: o, in: $0) },
        "bounded count of many units": { _ = try QueueRows.bounded(many.map { .unit($0) }, .init(openedBy: now, notWaitingAt: now), ceiling: 1000, of: o, in: $0) },
        "bounded count of pools": { _ = try QueueRows.bounded(many.map { .pool($0) }, .init(dueAfter: now, dueUntil: now), ceiling: 1000, of: o, in: $0) },
        "bounded count of a person": { _ = try QueueRows.bounded([.person(StaffID(1))], .init(openedBy: now), ceiling: 1000, of: o, in: $0) },
        "rows by id": { _ = try FollowUpRows.rows((1...200).map { FollowUpID($0) }, of: o, in: $0) },
        "done today": { _ = try QueueRows.doneCount(by: StaffID(1), from: now, to: now, of: o, in: $0) },
        "counter of a person": { _ = try CountRows.open(person: StaffID(1), units: [], from: day, to: day, of: o, in: $0) },
        "counter of units": { _ = try CountRows.open(person: nil, units: many, from: nil, to: day, of: o, in: $0) },
        "act on many": { _ = try BulkRows.act(1, of: o, in: $0) },
        "act taken back": { _ = try BulkRows.undoing(1, of: o, in: $0) },
        "acts that were only looked at": { try BulkRows.forgetPlanned(by: StaffID(1), before: 9, of: o, in: $0) },
        "lines of an act": { _ = try BulkLineRows.page(of: 1, .waiting, limit: 9, o, in: $0) },
        "standings of an act": { _ = try BulkLineRows.counts(of: 1, o, in: $0) },
        "units of an act": { _ = try BulkLineRows.units(of: 1, o, in: $0) },
        "shares of an act": { _ = try BulkLineRows.shares(of: 1, by: .has, movedOnly: true, o, in: $0) },
        "reminded today": { _ = try BulkLineRows.reminded((1...200).map { FollowUpID($0) }, since: now, of: o, in: $0) },
        "loads of a team": { _ = try TeamRows.loads(in: many, on: day, of: o, session: $0) },
        "limits passed today": { _ = try TeamRows.passed(in: many, after: now, until: now, of: o, session: $0) },
        "done by a team today": { _ = try TeamRows.done(by: [StaffID(1), StaffID(2)], in: many, from: now, to: now, of: o, session: $0) },
        "kept filters": { _ = try ViewRows.own(StaffID(1), limit: 9, of: o, in: $0) },
        "kept filters of units": { _ = try ViewRows.shared(with: many, limit: 9, of: o, in: $0) },
        "kept filter": { _ = try ViewRows.view(1, of: o, in: $0) },
        "what somebody begins with": { _ = try ViewRows.first(of: StaffID(1), o, in: $0) },
        "frame by its name": { _ = try DrawRows.row(adoption: AdoptionID(1), rule: "r", unit: unit, frame: "f", of: o, in: $0) },
        "newest frame of a rule": { _ = try DrawRows.last(adoption: AdoptionID(1), rule: "r", unit: unit, of: o, in: $0) },
        "next frame to close": { _ = try DrawRows.nextClosing(after: now, of: o, in: $0) },
        "frame closed sooner": { try DrawRows.hasten(1, to: now, of: o, in: $0) },
        "frame frozen": { session in
            let row = DrawRows.Row(id: 1, adoption: AdoptionID(1), edition: EditionID(1), rule: "r", unit: unit, frame: "f", openedAt: now, closesAt: now)
            _ = try DrawRows.freeze(row, of: o, in: session)
        },
        "event settled in its frame": { session in
            try DrawEntryRows.update(DrawEntryRows.Row(draw: 1, event: EventID(1), adoption: AdoptionID(1), rule: "r", name: "n", stratum: ""), of: o, in: session)
        },
        "events in a frame": { _ = try DrawEntryRows.count(of: 1, o, in: $0) },
        "event of a frame": { _ = try DrawEntryRows.row(of: EventID(1), adoption: AdoptionID(1), rule: "r", o, in: $0) },
        "events of a frame": { _ = try DrawEntryRows.rows(of: 1, o, in: $0) },
        "standings of a frame": { _ = try DrawEntryRows.counts(of: 1, o, in: $0) },
        "event taken or left out": { try EligibleRows.set(.drawn, of: EventID(1), adoption: AdoptionID(1), rule: "r", o, in: $0) },
        "left out of a cohort": { _ = try CohortRows.leftOut(cohort, of: o, in: $0) },
        "open windows of a cohort": { _ = try CohortRows.open(cohort, zone: .shanghai, of: o, in: $0) },
        "what may still be taken": { _ = try CohortRows.mayBeTaken(cohort, of: o, in: $0) },
        "strata of a cohort": { _ = try StratumRows.cells(cohort, rules: ["r"], attribute: "worker", of: o, in: $0) },
        "done otherwise": { _ = try CohortRows.doneOtherwise(than: [.phone], cohort, of: o, in: $0) },
        "problems raised in a cohort": { _ = try ItemRows.raised(cohort, of: o, in: $0) },
        "subjects of a cohort": { _ = try ItemRows.subjects(cohort, rules: ["r"], by: [StaffID(1)], of: o, in: $0) },
        "participants of a cohort": { _ = try ItemRows.participants(cohort, of: o, in: $0) },
        "evidence of an assessment": { _ = try ItemRows.events(answered: "a", with: ["b", "c"], cohort, rules: ["r"], limit: 200, of: o, in: $0) },
        "verdicts of a cohort": { _ = try ItemRows.answered("a", with: ["b", "c"], cohort, of: o, in: $0) },
        "eligible rows of an event": { _ = try EligibleRows.rows(of: EventID(1), o, in: $0) },
        "cohort": { _ = try CohortRows.cells(cohort, of: o, in: $0) },
        "cohort of the present": { _ = try CohortRows.cells(present, of: o, in: $0) },
        "open windows of the present": { _ = try CohortRows.open(present, zone: .shanghai, of: o, in: $0) },
        "answers of the present": { _ = try CohortRows.answers(present, fields: ["a", "b"], of: o, in: $0) },
        "counters that are settled": { _ = try CohortCountRows.settle(before: now, limit: 9, of: o, in: $0) },
        "exempt of a cohort": { _ = try CohortRows.exempt(cohort, of: o, in: $0) },
        "what a figure opens to": { _ = try CohortRows.rows(cohort, rule: "r", person: nil, buckets: [.doneLate], after: FollowUpID(0), limit: 9, of: o, in: $0) },
        "contact by request": { _ = try ContactRows.contact(requestKey: "k", of: o, in: $0) },
        "attempts": { _ = try ContactRows.attempts(about: FollowUpID(1), of: o, in: $0) },
        "contacts of a follow-up": { _ = try ContactRows.contacts(about: FollowUpID(1), of: o, in: $0) },
        "contacts of a party": { _ = try ContactRows.contacts(party: PartyID(1), limit: 9, of: o, in: $0) },
        "records of a follow-up": { _ = try RecordRows.records(of: FollowUpID(1), o, in: $0) },
        "answers": { _ = try RecordRows.answers(of: RecordID(1), o, in: $0) },
        "signatures": { _ = try RecordRows.signatures(of: RecordID(1), o, in: $0) },
        "reviews": { _ = try RecordRows.reviews(of: RecordID(1), o, in: $0) },
        "number of open cases": { _ = try CaseFileRows.bounded(unit: unit, stage: .received, ceiling: 99, of: o, in: $0) },
        "notes of a case": { _ = try CaseFileRows.notes(of: CaseFileID(1), o, in: $0) },
        "duties of a kind": { _ = try DutyRows.count(kind: "k", adoption: AdoptionID(1), units: [unit], from: now, to: now, of: o, in: $0) },
        "cases of a party": { _ = try CaseFileRows.files(party: PartyID(1), limit: 9, of: o, in: $0) },
        "duties of a follow-up": { _ = try DutyRows.duties(followUp: FollowUpID(1), of: o, in: $0) },
        "number of records that await": { _ = try RecordRows.bounded(unit: unit, review: .awaiting, ceiling: 99, of: o, in: $0) },
        "open promises": { _ = try PromiseRows.open(unit: unit, limit: 9, of: o, in: $0) },
        "unseen notices": { _ = try NoticeRows.unseen(by: StaffID(1), roles: ["r": many], ceiling: 100, of: o, in: $0) },
        "cases still open": { _ = try CaseFileRows.openCount(units: [unit], at: now, of: o, in: $0) },
        "cases of a record": { _ = try CaseFileRows.files(sourceRecord: RecordID(1), of: o, in: $0) },
        "case by its person's code": { _ = try CaseAccessRows.row([1], in: $0) },
        "what a delivery became": { _ = try EventRows.delivered(sender: "s", message: "m", of: o, in: $0) },
        "case by number": { _ = try CaseFileRows.file(number: "1", of: o, in: $0) },
        "cases by next limit": { _ = try CaseFileRows.dueNext(unit: unit, after: .init(dueAt: 1, id: CaseFileID(1)), limit: 9, of: o, in: $0) },
        "cases of an owner by next limit": { _ = try CaseFileRows.dueNext(owner: StaffID(1), after: nil, limit: 9, of: o, in: $0) },
        "open cases of a party": { _ = try CaseFileRows.open(party: PartyID(1), since: now, limit: 9, of: o, in: $0) },
        "newest cases of a unit": { _ = try CaseFileRows.recent(unit: unit, limit: 9, of: o, in: $0) },
        "who has a case open": { _ = try CasePresenceRows.rows(on: CaseFileID(1), o, in: $0) },
        "steps of a case": { _ = try CaseStepRows.steps(of: CaseFileID(1), o, in: $0) },
        "clocks of a case": { _ = try CaseClockRows.clocks(of: CaseFileID(1), o, in: $0) },
        "clocks that make something happen": { _ = try CaseClockRows.telling(until: now, limit: 9, of: o, in: $0) },
        "clocks under another calendar": { _ = try CaseClockRows.stale(notUnder: "cn", limit: 9, of: o, in: $0) },
        "acts of a case's clocks": { _ = try ClockActRows.acts(of: CaseFileID(1), o, in: $0) },
        "clock's next act": { try CaseClockRows.set(tellAt: now, of: .init(file: CaseFileID(1), life: 1, clock: "c", round: 1), o, in: $0) },
        "sheets of a case": { _ = try CaseSheetRows.sheets(of: CaseFileID(1), o, in: $0) },
        "sheets of a unit": { _ = try CaseSheetRows.page(unit: unit, state: .sent, after: 1, limit: 9, of: o, in: $0) },
        "reports of a case": { _ = try CaseReportRows.reports(of: CaseFileID(1), o, in: $0) },
        "case of a report": { _ = try CaseReportRows.file(event: EventID(1), of: o, in: $0) },
        "reports moved back": { try CaseReportRows.moveBack(to: CaseFileID(1), from: CaseFileID(2), of: o, in: $0) },
        "case withdrawn": { try CaseFileRows.withdraw(event: EventID(1), of: o, in: $0) },
        "case closed elsewhere": { try CaseFileRows.closeElsewhere(CaseFileID(1), at: now, closingEvent: EventID(1), of: o, in: $0) },
        "decisions about an event": { _ = try DutyRows.decisions(event: EventID(1), of: o, in: $0) },
        "follow-ups of a contact": { _ = try ContactRows.followUps(of: ContactID(1), o, in: $0) },
        "promise kept": { try PromiseRows.keep(about: [EventID(1)], except: FollowUpID(1), at: now, of: o, in: $0) },
        "provisional follow-ups": { _ = try FollowUpRows.provisional(notUnder: "cn", limit: 9, of: o, in: $0) },
        "draft": { _ = try DraftRows.draft(followUp: FollowUpID(1), account: 1, of: o, in: $0) },
    ]

    /// Accounts and sessions are asked at every request.
    private static let house: [String: Query] = [
        "who signs for a report": { session in
            let row = ReceiptRows.Row(role: "r", staff: StaffID(1), sentAt: now)
            try ReceiptRows.send(row, of: 1, o, in: session)
            _ = try ReceiptRows.sign(row, of: 1, by: StaffID(1), at: now, o, in: session)
            _ = try ReceiptRows.rows(of: 1, o, in: session)
        },
        "duty of a report": { _ = try DutyRows.duty(source: "k", of: o, in: $0) },
        "duties that are late": { _ = try DutyRows.unsaid("c", dueBefore: now, after: nil, limit: 9, of: o, in: $0) },
        "duties that are near": { _ = try DutyRows.unsaid("c", dueBefore: now, after: now, limit: 9, of: o, in: $0) },
        "what people said": { _ = try ItemRows.texts(cohort, fields: ["a", "b"], limit: 9, of: o, in: $0) },
        "complaints by category": { _ = try CaseFileRows.byCategory(units: many, from: now, to: now, of: o, in: $0) },
        "webhooks": { _ = try WebhookRows.all(of: o, in: $0) },
        "webhook": { _ = try WebhookRows.row(1, of: o, in: $0) },
        "webhook delivered": { try WebhookRows.delivered(1, at: now, of: o, in: $0) },
        "messages given up": { _ = try WebhookMessageRows.bounded(webhook: 1, .dead, ceiling: 9, of: o, in: $0) },
        "messages that wait": { _ = try WebhookMessageRows.bounded(webhook: 1, .pending, ceiling: 9, of: o, in: $0) },
        "messages abandoned": { try WebhookMessageRows.abandon(webhook: 1, at: now, of: o, in: $0) },
        "messages swept": { try WebhookMessageRows.sweep(deliveredBefore: now, in: $0) },
        "token": { _ = try TokenRows.token(hash: [1], in: $0) },
        "token used": { try TokenRows.see(1, at: now, of: o, in: $0) },
        "token revoked": { _ = try TokenRows.revoke(1, at: now, of: o, in: $0) },
        "answer kept": { _ = try AnswerRows.answer(token: 1, key: "k", of: o, in: $0) },
        "answers swept": { try AnswerRows.sweep(before: now, in: $0) },
        "session": { _ = try SessionRows.session([1], in: $0) },
        "session seen": { try SessionRows.see([1], at: now, in: $0) },
        "sessions of an account": { _ = try SessionRows.sessions(of: 1, o, in: $0) },
        "sessions swept": { try SessionRows.sweep(expiredBy: now, in: $0) },
        "failures swept": { try FailureRows.sweep(before: now, in: $0) },
        "account by name": { _ = try AccountRows.account(signIn: "n", in: $0) },
        "account of a person": { _ = try AccountRows.account(staff: StaffID(1), of: o, in: $0) },
    ]

    static let present = CohortRows.Cohort(adoption: AdoptionID(1), from: day, to: day, units: [unit, UnitID(2)], cutOff: now, isPresent: true)
    static let cohort = CohortRows.Cohort(adoption: AdoptionID(1), from: day, to: day, units: [unit, UnitID(2)], cutOff: now)

    private static let assessment = AssessmentRows.Row(
        id: DutyID(1), adoption: AdoptionID(1), edition: EditionID(1), rule: "r", unit: unit, staff: nil, from: day, to: day)
}
