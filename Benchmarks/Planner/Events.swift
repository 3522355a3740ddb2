import Domain

/// A seeded stream of events as hospitals and estates deliver them.
struct Events {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func hospital(_ count: Int) -> [Event] {
        (0..<count).map { index in
            event(
                index, "patientDischarged",
                [
                    "admission": .text("ZY\(index)"), "attendingPhysician": .text("D\(draw(40))"),
                    "disposition": .text(draw(50) == 0 ? "died" : "home"),
                    "condition": .text(draw(5) == 0 ? "serious" : "ordinary"), "surgery": .flag(draw(3) == 0),
                ])
        }
    }

    mutating func estate(_ count: Int) -> [Event] {
        (0..<count).map { index in
            switch draw(4) {
            case 0: complaint(index)
            case 1: event(index, "serviceCompleted", ["order": .text("S\(index)"), "kind": .text(draw(2) == 0 ? "special" : "other")])
            default: event(index, "repairCompleted", ["order": .text("W\(index)"), "trade": .text("water"), "worker": .text("w\(draw(9))")])
            }
        }
    }

    private mutating func complaint(_ index: Int) -> Event {
        event(
            index, "caseClosed",
            [
                "case": .text("C\(index)"), "class": .text("complaint"), "severity": .text(["general", "important", "major"][draw(3)]),
                "category": .text("noise"),
            ])
    }

    private mutating func event(_ index: Int, _ kind: String, _ attributes: [String: AttributeValue]) -> Event {
        let day = LocalDay(iso: "2024-01-01")!.adding(days: draw(1000))
        let moment = CivilZone.shanghai.instant(day).adding(minutes: Int64(draw(1440)))
        return Event(
            id: EventID(Int64(index + 1)), kind: kind, naturalKey: "K\(index)", occurredAt: moment, recordedAt: moment,
            unit: UnitID(Int64(draw(8) + 1)),
            party: PartyID(Int64(draw(5000) + 1)), matter: MatterID(Int64(index + 1)), attributes: attributes)
    }

    private mutating func draw(_ below: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(below))
    }
}
