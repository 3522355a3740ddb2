import Domain
import Phrasebook

/// The call console: one contact. `GET /follow-ups/{id}`
///
/// Forms, all with `csrf`:
/// - `POST /follow-ups/{id}/claim`; `POST /follow-ups/{id}/phone-revelations` with `contactPoint`;
///   `POST /follow-ups/reassignments` and `/postponements` as in the queue.
/// - `POST /follow-ups/{id}/contacts`: `result` (code), `channel`, `contactPoint`, `respondent`, `answer.<field>` for each question of
///   the follow-up (repeated for `several`), `alsoSettles` (repeated ids) with their answers as `answer.<id>.<field>`, `callBackAt`,
///   `nextOn`, `appointmentAt`, `reason`, `overrideReason`, `late` with `occurredAt` and `lateReason`, `note`, `requestKey`, `seen`,
///   `signature.<by>.name|strokes|paper`, and `next=1` from save-and-next.
/// - `POST /follow-ups/{id}/release` gives the claim back.
/// - `PUT /follow-ups/{id}/draft`: the same fields url-encoded, the token in `X-CSRF-Token`; answered by 204.
///   `X-Draft-Base` says from which draft it goes on; 409 when a newer one is there or somebody else has the follow-up in hand.
/// - `GET /pulse?followUp={id}` is asked by the open page: who else has it open.
public enum ConsolePage {
    public struct Model: Sendable {
        public var id: String
        /// The rule's title, and the number that people quote.
        public var title: String
        public var number: String
        public var sla: SlaState
        public var claim: QueueRow.Claim?
        public var isOpen: Bool
        /// Its receipt is still to be signed, by taking it on; `POST /follow-ups/{id}/acceptance`. Nothing is recorded before.
        public var mustBeReceived: Bool
        public var person: ConsolePerson
        public var matter: ConsoleMatter?
        public var earlier: [TimelineEntry]
        /// What to know before, to say, never to say; with slots filled in.
        public var script: [ScriptStep]
        public var sections: [FormSection]
        public var others: [OtherFollowUp]
        public var reason: ConsoleReason
        public var history: [TimelineEntry]
        public var contact: ContactChoices
        public var signatures: [SignatureNeed]
        public var notices: [ConsoleNotice]
        /// The form's own key: sent twice, recorded once. Field `requestKey`.
        public var requestKey: String
        /// Contacts that stand on the page: one that is recorded meanwhile is not passed over. Field `seen`.
        public var seen: Int
        /// Others who have it open at this moment, in a sentence; nil when nobody does.
        public var othersHere: String?
        public var draft: Draft
        public var errors: [FieldError]
        /// The printed record, when there is one.
        public var record: String?
        public var colleagues: [Choice]
        public var mayPostpone: Bool

        public init(
            id: String, title: String, number: String, sla: SlaState, claim: QueueRow.Claim? = nil, isOpen: Bool = true, mustBeReceived: Bool = false,
            person: ConsolePerson,
            matter: ConsoleMatter? = nil, earlier: [TimelineEntry] = [], script: [ScriptStep] = [], sections: [FormSection],
            others: [OtherFollowUp] = [], reason: ConsoleReason, history: [TimelineEntry] = [], contact: ContactChoices,
            signatures: [SignatureNeed] = [], notices: [ConsoleNotice] = [], requestKey: String, seen: Int = 0, othersHere: String? = nil,
            draft: Draft = Draft(), errors: [FieldError] = [], record: String? = nil,
            colleagues: [Choice] = [], mayPostpone: Bool = false
        ) {
            (self.id, self.title, self.number, self.sla, self.claim, self.isOpen) = (id, title, number, sla, claim, isOpen)
            self.mustBeReceived = mustBeReceived
            (self.person, self.matter, self.earlier, self.script, self.sections) = (person, matter, earlier, script, sections)
            (self.others, self.reason, self.history, self.contact) = (others, reason, history, contact)
            (self.signatures, self.notices, self.requestKey) = (signatures, notices, requestKey)
            (self.draft, self.errors, self.record) = (draft, errors, record)
            (self.colleagues, self.mayPostpone) = (colleagues, mayPostpone)
            (self.seen, self.othersHere) = (seen, othersHere)
        }

        var isHeldByOther: Bool { claim.map { !$0.isMine } ?? false }
        var mayRecord: Bool { isOpen && !isHeldByOther && !mustBeReceived }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let title = chrome.phrases("console.title", ["name": .text(model.person.line.name), "title": .text(model.title)])
        let isDrawn = model.signatures.contains { $0.level == .drawn }
        let scripts: [PageScript] = isDrawn ? [.htmx, .console, .signature] : [.htmx, .console]
        return Layout.page(title: title, chrome, current: .followUps, frame: .full, scripts: scripts, body: """
            \(ConsoleHead.render(model, chrome))
            \(ConsoleLeft.render(model, chrome))
            \(form(model, chrome, """
                \(ConsoleCentre.render(model, chrome))
                \(ConsoleRight.render(model, chrome))
                \(when(model.mayRecord, ConsoleBar.render(model, chrome)))
                """))
            """)
    }

    /// The questions, the right column and the bar are one form; what cannot be recorded is only shown.
    private static func form(_ model: Model, _ chrome: PageChrome, _ inside: HTML) -> HTML {
        let claim: HTML = #"<form id="claim" method="post" action="\#(url: Address.claim(of: model.id))">\#(chrome.csrfField)</form>"#
        guard model.mayRecord else { return inside }
        return """
            \(when(model.claim == nil, claim))<form id="contact" class="con-form" method="post" action="\(url: Address.contacts(of: model.id))" novalidate>\
            \(chrome.csrfField)<input type="hidden" name="requestKey" value="\(model.requestKey)"><input type="hidden" name="seen" value="\(String(model.seen))">\(inside)</form>
            """
    }
}
