import Domain
import Foundation
import Operations
import SQLCore
import Secrets
import Storage
import Testing

@testable import Operations

/// What happens is told once it is done, until somebody takes it, and never to the wrong house.
@Suite struct WebhookTests {
    let house: WorkHouse
    let desk: WebhookAdministration
    let delivery: WebhookDelivery
    private typealias Person = TestPremises.Person

    init() throws {
        house = try WorkHouse()
        (desk, delivery) = (WebhookAdministration(house.premises), WebhookDelivery(house.premises))
    }

    @discardableResult
    private func make(
        _ happenings: Set<Happening> = Set(Happening.allCases), unit: UnitID? = nil, by person: TestPremises.Person = .admin
    ) throws -> (id: Int64, secret: String) {
        try desk.create(
            .init(name: "示例接收方", url: "https://example.org/hook", happenings: happenings, unit: unit), refusal: { _ in nil }, house.acting(person))
    }

    private func due() throws -> [Parcel] { try delivery.due(limit: 100, at: house.now) }

    private func call(_ number: String = "Z1", unit: String = "A") throws -> FollowUpRow {
        let receipt = try house.receive(WorkHouse.discharge(number, on: "2026-11-23 15:00", unit: unit))
        try house.tick()
        return try #require(try house.followUps(of: receipt).first)
    }

    @Test func whatHappensIsToldWithIdsOnly() throws {
        try make()
        let call = try call()
        try house.record(call.id, "noAnswer")
        let parcels = try due()
        #expect(parcels.map { $0.body.firstMatch(of: /"type":"([^"]+)"/).map { String($0.output.1) } } == ["followUp.opened", "contact.recorded"])
        #expect(parcels[0].body.contains("\"href\":\"/api/v1/follow-ups/\(call.id)\"") && parcels[0].body.contains("\"followUp\":\"\(call.id)\""))
        for parcel in parcels {
            let value = try JSONSerialization.jsonObject(with: Data(parcel.body.utf8)) as? [String: Any]
            #expect(Set(value?.keys.map { $0 } ?? []) == ["type", "timestamp", "data"])
            #expect(!parcel.body.unicodeScalars.contains { $0.value > 0x7F }, "no word about anybody: \(parcel.body)")
        }
    }

    @Test func nothingIsToldOfWhatWasUndone() throws {
        try make()
        let call = try call()
        for parcel in try due() { try delivery.settle(parcel, .answered(200), at: house.now) }
        #expect(throws: Refusal.self) { try house.record(call.id, "complete", ["recovery": .code("never heard of")]) }
        #expect(try due() == [])
    }

    @Test func onlyWhatWasAskedForAndWhereItWasAskedFor() throws {
        let (opened, ward) = (try make([.followUpOpened]), try make([.contactRecorded], unit: TestPremises.wardB))
        let call = try call()
        try house.record(call.id, "noAnswer")
        #expect(try due().map(\.webhook) == [opened.id], "the contact was in ward A")
        let other = try self.call("Z2", unit: "B")
        try house.record(other.id, by: .nurseB, "noAnswer")
        #expect(try due().map(\.webhook).contains(ward.id))
    }

    /// The headers are those of Standard Webhooks; the receiver computes the same from what it got.
    @Test func theReceiverCanCheckTheSignature() throws {
        let made = try make([.followUpOpened])
        _ = try call()
        let parcel = try #require(try due().first)
        let secret = Array(try #require(Data(base64Encoded: String(made.secret.dropFirst("whsec_".count)))))
        let (id, time) = (parcel.headers["webhook-id"] ?? "", parcel.headers["webhook-timestamp"] ?? "")
        #expect(secret.count == 32 && id == "msg_\(parcel.message)" && time == String(house.now.milliseconds / 1000))
        #expect(
            parcel.headers["webhook-signature"] == "v1,"
                + Data(HMACSHA256.code(for: "\(id).\(time).\(parcel.body)", key: secret)).base64EncodedString())
        #expect(
            parcel.headers["X-Huiyin-Signature"] == "t=\(time),v1=" + Hexadecimal.text(HMACSHA256.code(for: "\(time).\(parcel.body)", key: secret)))
        let kept = try house.premises.database.read { try WebhookRows.row(made.id, of: TestPremises.organisation, in: $0)?.secret }
        #expect(kept != nil && kept != secret, "sealed where it rests")
    }

    /// Computed by another program from the same parts.
    @Test func theSignatureIsTheOneThatOthersCompute() {
        let row = WebhookMessageRows.Row(id: 7, webhook: 1, happening: "ping", body: #"{"a":1}"#, createdAt: house.now, nextAt: house.now)
        let headers = WebhookSecret.headers(row, Array("0123456789abcdef0123456789abcdef".utf8), at: Instant(milliseconds: 1_764_036_000_500))
        #expect(headers["webhook-timestamp"] == "1764036000")
        #expect(headers["webhook-signature"] == "v1,jAMD2oUC4YD5e82Dqk1wmgS/sbRvVOiMeeThKmjg5bo=")
        #expect(headers["X-Huiyin-Signature"] == "t=1764036000,v1=5fb00e3cc119b709cc4ec2877cdabf8713c831234f11ce74c0d52b05a7d32f4a")
    }

    @Test func aReceiverThatFailsIsTriedLaterAndLater() throws {
        try make([.followUpOpened])
        _ = try call()
        let first = try #require(try due().first)
        #expect(try due() == [], "handed out for the time of an attempt")
        try delivery.settle(first, .answered(500), at: house.now)
        let start = house.now
        var waits: [Int64] = []
        for _ in 1...3 {
            var seconds: Int64 = 0
            while try delivery.due(limit: 9, at: house.now.adding(seconds: seconds)).isEmpty { seconds += 1 }
            waits.append(seconds)
            house.clock.set(house.now.adding(seconds: seconds))
            try delivery.settle(first, .failed("timeout"), at: house.now)
        }
        #expect(zip(waits, [5, 30, 120] as [Int64]).allSatisfy { wait, pause in (pause * 8 / 10...pause * 12 / 10 + 1).contains(wait) }, "\(waits)")
        house.clock.set(house.now.adding(seconds: 720))
        let again = try #require(try due().first)
        #expect(again.headers["webhook-id"] == first.headers["webhook-id"] && again.body == first.body && house.now > start)
        try delivery.settle(again, .answered(204), at: house.now)
        #expect(try desk.list(house.acting(.admin)).map { [$0.pending, $0.dead] } == [[0, 0]])
        #expect(try desk.list(house.acting(.admin))[0].row.failingSince == nil)
    }

    @Test func afterTheLastAttemptItIsGivenUpAndMayBeSentAgain() throws {
        let made = try make([.followUpOpened])
        _ = try call()
        var parcel: Parcel?
        var attempts = 0
        while let next = try due().first {
            (parcel, attempts) = (next, attempts + 1)
            let isDead = try delivery.settle(next, .answered(503), at: house.now)
            if isDead { break }
            // Kept in use however long it fails, to see the whole ladder.
            try desk.resume(made.id, house.acting(.admin))
            house.clock.set(house.now.adding(seconds: WebhookDelivery.pauses[attempts - 1] * 2))
        }
        #expect(attempts == WebhookDelivery.pauses.count + 1)
        let (view, messages, _) = try desk.messages(of: made.id, house.acting(.admin))
        #expect(view.dead == 1 && messages.map(\.state) == [.dead] && messages[0].answer == "503")
        let dead = try #require(parcel)
        try desk.replay(dead.message, of: made.id, house.acting(.admin))
        #expect(throws: Refusal.state(code: "webhook.notDead")) { try desk.replay(dead.message, of: made.id, house.acting(.admin)) }
        #expect(try due().map(\.message) == [dead.message])
    }

    @Test func whatNobodyCouldTakeForDaysIsNotSentLate() throws {
        let made = try make([.followUpOpened])
        _ = try call()
        try desk.pause(made.id, house.acting(.admin))
        #expect(try due() == [], "paused")
        house.clock.set(house.now.adding(hours: 73))
        try desk.resume(made.id, house.acting(.admin))
        #expect(try due() == [])
        #expect(try desk.messages(of: made.id, house.acting(.admin)).messages.map(\.answer) == ["expired"])
    }

    @Test func anAddressThatTakesNothingForADayIsPaused() throws {
        let made = try make([.followUpOpened])
        _ = try call()
        try delivery.settle(try #require(try due().first), .failed("unreachable"), at: house.now)
        house.clock.set(house.now.adding(hours: 25))
        try delivery.settle(try #require(try due().first), .failed("unreachable"), at: house.now)
        #expect(try desk.list(house.acting(.admin))[0].row.pausedAt == house.now)
        #expect(try JournalReading(house.premises).page(.init(act: "webhook.gaveUp"), house.acting(.admin)).entries.count == 1)
        #expect(try desk.messages(of: made.id, house.acting(.admin)).messages.map(\.state) == [.pending], "what waits is kept")
    }

    /// A crash between sending and noting costs a lease, and the receiver knows the id.
    @Test func whatWasHandedOutAndNotSettledComesAgain() throws {
        try make([.followUpOpened])
        _ = try call()
        let first = try #require(try due().first)
        house.clock.set(house.now.adding(seconds: WebhookDelivery.lease))
        #expect(try due().map(\.message) == [first.message])
    }

    @Test func oneAddressIsLeftInPeaceWhileItIsBusy() throws {
        let (one, other) = (try make([.followUpOpened]), try make([.followUpOpened]))
        _ = try call()
        #expect(try delivery.due(passing: [one.id], at: house.now).map(\.webhook) == [other.id])
    }

    @Test func onlyWhoAdministersTheHouseTellsOfTheHouse() throws {
        try AccountAdministration(house.premises).grant(.administer, in: TestPremises.wardA, to: Person.headA.account, house.acting(.admin))
        let whole = try make()
        #expect(throws: Refusal.notFound) { try make(by: .headA) }
        #expect(throws: Refusal.notFound) { try make(unit: TestPremises.wardB, by: .headA) }
        #expect(throws: Refusal.notAllowed(.administer)) { try make(by: .nurseA) }
        let own = try make(unit: TestPremises.wardA, by: .headA)
        #expect(try desk.list(house.acting(.headA)).map(\.row.id) == [own.id])
        for person in [TestPremises.Person.headA, .stranger] {
            #expect(throws: Refusal.notFound) { try desk.remove(whole.id, house.acting(person)) }
            #expect(throws: Refusal.notFound) { try desk.messages(of: whole.id, house.acting(person)) }
        }
        try desk.remove(whole.id, house.acting(.admin))
        #expect(try desk.list(house.acting(.admin)).map(\.row.id) == [own.id])
    }

    @Test func everyMistakeIsToldAtItsField() throws {
        #expect {
            try desk.create(.init(name: "", url: "http://x", happenings: []), refusal: { _ in "notSecure" }, house.acting(.admin))
        } throws: { error in
            guard case Refusal.invalid(let findings) = error else { return false }
            return findings.map(\.place.path) == ["name", "url", "happenings"] && findings[1].code == "webhook.notSecure"
        }
    }
}
