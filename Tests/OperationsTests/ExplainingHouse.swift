import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage

extension IncomingEvent {
    /// A discharge from the internal ward at 10:00.
    static func discharge(_ admission: String, on day: String, unit: String = "A", attributes: [String: AttributeValue] = [:]) -> IncomingEvent {
        let known: [String: AttributeValue] = ["admission": .text(admission), "attendingPhysician": .text("S102"), "condition": .text("ordinary")]
        return IncomingEvent(
            kind: "patientDischarged", occurredAt: CivilZone.shanghai.instant(LocalDay(iso: day)!, LocalTime(hour: 10, minute: 0)!), unitCode: unit,
            party: PartyDraft(name: "甲某", number: "P" + admission, phones: [PhoneDraft(number: "19900000001")]), matterNumber: admission,
            naturalKey: .declared(admission + "/1"), attributes: known.merging(attributes) { _, new in new })
    }

    static func service(_ order: String, kind: String?, on day: String, unit: String = "A") -> IncomingEvent {
        IncomingEvent(
            kind: "serviceCompleted", occurredAt: CivilZone.shanghai.instant(LocalDay(iso: day)!), unitCode: unit,
            party: PartyDraft(name: "乙户", number: "H1", kind: .household), naturalKey: .declared(order),
            attributes: kind.map { ["kind": .text($0)] } ?? [:])
    }
}

extension AdoptingHouse {
    func receive(_ fact: IncomingEvent) throws -> EventID {
        let message = "\(fact.naturalKey.text) \(fact.occurredAt.milliseconds)"
        switch try Intake(test.premises).receive(fact, from: .source, as: Delivery(sender: "test", message: message), try acting(.admin)) {
        case .new(let id), .corrected(let id): return id
        case .same: throw Refusal.state(code: "test.nothingNew")
        case .rejected(let findings): throw Refusal.invalid(findings)
        }
    }

    func followUps(of event: EventID) throws -> [FollowUpRow] {
        try test.database.read { session in try FollowUpRows.rows(of: event, TestPremises.organisation, in: session) }
    }

    /// A complete call by the ward's nurse now, entered so many hours later, with the usual answers and these.
    func call(_ followUp: FollowUpID, _ answers: [String: Answer], enteredHoursLater: Int64 = 0) throws {
        let usual: [String: Answer] = [
            "identity": .code("correct"), "recovery": .code("good"), "expectation": .code("reached"), "treatment": .code("satisfied"),
            "attitude": .code("satisfied"), "skill": .code("satisfied"), "environment": .code("satisfied"), "problem": .code("none"),
            "nextStep": .code("noVisit"), "satisfaction": .code("satisfied"),
        ]
        let entry = ContactInput.Entry(followUp: followUp, answers: usual.merging(answers) { _, new in new })
        let input = ContactInput(channel: .phone, result: "complete", occurredAt: test.now, lateReason: "no time", entries: [entry], requestKey: "call-\(followUp)")
        _ = try Recording(test.premises).record(input, try acting(.nurseA, minutesLater: enteredHoursLater * 60))
    }
}
