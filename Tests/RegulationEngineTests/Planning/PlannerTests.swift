import Domain
import RegulationEngine
import Testing

@Suite("Planning an event") struct PlannerTests {
    @Test("an event starts the rules that name it, each once, with window, role and cohort") func starts() {
        let planner = Sample.planner(Sample.edition([Sample.rule(), Sample.rule("repair", after: ["repairCompleted"])]))
        let outcome = planner.plan(Sample.event(["severity": .text("major")]))
        #expect(outcome.findings.isEmpty && outcome.stops.isEmpty && planner.defects.isEmpty)
        #expect(outcome.followUps.map(\.rule) == ["complaint"])
        let planned = outcome.followUps[0]
        #expect(planned.window == Window(opens: Sample.at("2026-09-28 10:00"), due: Sample.end("2026-10-01")))
        #expect(planned.role == "clerk" && planned.severity == "major" && planned.occurrence == 1 && planned.channel == .phone)
        #expect(planned.party == PartyID(7) && planned.matter == MatterID(1) && planned.unit == UnitID(11))
        #expect(outcome.eligible == [Eligible(event: EventID(1), rule: "complaint", standing: .obligatory, cohort: Sample.day("2026-09-28"))])
        #expect(planner.plan(Sample.event(kind: "feedbackReceived")).eligible.isEmpty)
    }

    @Test("the same event planned twice gives the same values") func idempotent() {
        let planner = Sample.planner(Sample.edition())
        #expect(planner.plan(Sample.event()).followUps == planner.plan(Sample.event()).followUps)
    }

    @Test("an alias starts only what it means; a rule that names kind and alias plans once") func aliases() {
        let planner = Sample.planner(
            Sample.edition([
                Sample.rule("special", after: ["specialServiceCompleted"]),
                Sample.rule("service", after: ["serviceCompleted", "specialServiceCompleted"]),
                Sample.rule("rework", after: ["repairReworked"]),
            ]))
        func rules(_ event: Event) -> [String] { planner.plan(event).followUps.map(\.rule) }
        #expect(rules(Sample.event(kind: "serviceCompleted", ["kind": .text("special")])) == ["special", "service"])
        #expect(rules(Sample.event(kind: "serviceCompleted", ["kind": .text("aid")])) == ["service"])
        #expect(rules(Sample.event(kind: "repairCompleted", ["rework": .flag(true)])) == ["rework"])
        #expect(rules(Sample.event(kind: "repairCompleted")) == [])
        #expect(planner.plan(Sample.event(kind: "repairCompleted")).findings.isEmpty)
    }

    @Test("whether an event is what an alias means may be unknown: an error that names the rule") func unknownAlias() {
        let planner = Sample.planner(Sample.edition([Sample.rule("special", after: ["specialServiceCompleted"])]))
        let outcome = planner.plan(Sample.event(kind: "serviceCompleted"))
        #expect(outcome.followUps.isEmpty)
        #expect(
            outcome.findings == [
                Finding(
                    .error, "rule.attributeUnknown", at: Place(path: "special"),
                    ["rule": "special", "attribute": "kind", "event": "serviceCompleted"])
            ])
    }

    @Test("scope: what it excludes is not eligible; what can't be told is an error, and stops no other rule") func scope() {
        let major = Condition.attribute("severity", .oneOf(["major"]))
        let planner = Sample.planner(Sample.edition([Sample.rule("major", condition: major), Sample.rule("all")]))
        #expect(planner.plan(Sample.event(["severity": .text("major")])).followUps.map(\.rule) == ["major", "all"])
        let general = planner.plan(Sample.event(["severity": .text("general")]))
        #expect(general.eligible.map(\.rule) == ["all"] && general.findings.isEmpty)
        let untold = planner.plan(Sample.event())
        #expect(untold.followUps.map(\.rule) == ["all"])
        #expect(untold.findings.map(\.code) == ["rule.attributeUnknown"] && untold.findings[0].severity == .error)
    }

    @Test("a rule without its figure is an error for each of its events; unknown events are defects of the edition") func defects() {
        let planner = Sample.planner(
            Sample.edition([
                Sample.rule("bad", window: WindowRule(within: .parameter("missing"))), Sample.rule("good"), Sample.rule("none", after: ["eclipse"]),
            ]))
        let outcome = planner.plan(Sample.event())
        #expect(outcome.followUps.map(\.rule) == ["good"])
        #expect(outcome.findings.map(\.arguments) == [["rule": "bad", "parameter": "missing"]])
        #expect(planner.defects.map(\.code) == ["rule.eventUnknown"] && planner.defects[0].arguments["rule"] == "none")
    }

    @Test("the first assignment line that applies gives the role; none is a finding") func roles() {
        let lines = [
            AssignLine(condition: .attribute("severity", .oneOf(["major"])), to: [.role("manager")], mode: .organises),
            AssignLine(
                condition: .attribute("paid", .isTrue(false)), to: [.headOf(attribute: "respondingUnit", role: "head"), .role("clerk")],
                mode: .together),
        ]
        let planner = Sample.planner(Sample.edition([Sample.rule(assign: lines)]))
        let major = planner.plan(Sample.event(["severity": .text("major")])).followUps[0]
        #expect(major.role == "manager" && major.mode == .organises)
        let untold = planner.plan(Sample.event())
        #expect(untold.followUps[0].role == "head" && untold.followUps[0].mode == .together)
        #expect(untold.findings.map(\.severity) == [.note])
        let nobody = planner.plan(Sample.event(["severity": .text("general"), "paid": .flag(true)]))
        #expect(nobody.followUps[0].role == "" && nobody.findings.map(\.code) == ["assign.noLine"])
    }

    @Test("a regulation's own kinds of event start rules too") func ownEvents() {
        let own = EventRegistry(kinds: [Sample.kind("bookRead", [])], aliases: [])
        let edition = Sample.edition([Sample.rule("book", after: ["bookRead"])]) { $0.events = own }
        #expect(Sample.planner(edition).plan(Sample.event(kind: "bookRead")).followUps.count == 1)
    }
}

@Suite("Exemptions and stops") struct ExemptionTests {
    private func planner(soft: Bool = false) -> Planner {
        Sample.planner(
            Sample.edition([Sample.rule(), Sample.rule("other")]) { regulation in
                regulation.populations = [
                    Population(
                        id: "noReplyWanted", title: LocalizedText(), of: ["complaintClosed"], condition: .attribute("category", .oneOf(["written"])),
                        exempt: ["complaint"], still: ["writtenReply"], isSoft: soft, basis: Basis(clauses: ["R12.1.10"])),
                    Population(id: "notExempting", title: LocalizedText(), of: ["complaintClosed"], condition: .always),
                ]
            })
    }

    @Test("an exempt event is eligible, with population and clause, and makes no follow-up", arguments: [false, true]) func exempt(soft: Bool) {
        let outcome = planner(soft: soft).plan(Sample.event(["category": .text("written")]))
        #expect(outcome.followUps.map(\.rule) == ["other"])
        #expect(
            outcome.eligible.first
                == Eligible(
                    event: EventID(1), rule: "complaint", standing: .exempt, reason: "noReplyWanted", clause: "R12.1.10",
                    cohort: Sample.day("2026-09-28")))
        #expect(outcome.stillDue == [StillDue(rule: "complaint", population: "noReplyWanted", still: ["writtenReply"])])
    }

    @Test("who is not in the population is not exempt") func notExempt() {
        let outcome = planner().plan(Sample.event(["category": .text("noise")]))
        #expect(outcome.followUps.map(\.rule) == ["complaint", "other"] && outcome.findings.isEmpty && outcome.stillDue.isEmpty)
    }

    @Test("an exemption that can't be told does not exempt, and says so") func untold() {
        let outcome = planner().plan(Sample.event())
        #expect(outcome.followUps.map(\.rule) == ["complaint", "other"] && outcome.findings.map(\.severity) == [.note])
        #expect(outcome.findings[0].arguments["attribute"] == "category")
    }

    @Test("the dead and those who refuse are exempt; refusing marketing is no refusal") func parties() {
        func reasons(_ status: Party.Status, _ refusals: [String]) -> [String?] {
            let party = Party(id: PartyID(7), kind: .person, name: "N", status: status, refusals: refusals)
            return Sample.planner(Sample.edition()).plan(Sample.event(), history: HistoryFacts(party: party)).eligible.map(\.reason)
        }
        #expect(reasons(.deceased, []) == ["deceased"])
        #expect(reasons(.active, ["followUp"]) == ["refused"])
        #expect(reasons(.active, ["marketing"]) == [nil])
        #expect(reasons(.moved, []) == [nil])
    }

    @Test("a death, a refusal and a withdrawn event end what they end") func stops() {
        func stops(_ kind: String, _ attributes: [String: AttributeValue]) -> [Stop] { planner().plan(Sample.event(kind: kind, attributes)).stops }
        #expect(stops("subjectChanged", ["status": .text("deceased")]) == [.party(.deceased)])
        #expect(stops("subjectChanged", ["status": .text("refuses")]) == [.party(.refused)])
        #expect(stops("subjectChanged", ["status": .text("refuses"), "purpose": .text("followUp")]) == [.party(.refused)])
        #expect(stops("subjectChanged", ["status": .text("refuses"), "purpose": .text("marketing")]) == [])
        #expect(stops("subjectChanged", ["status": .text("moved")]) == [])
        #expect(stops("eventWithdrawn", ["kind": .text("complaintClosed"), "event": .text("C1")]) == [.withdrawnEvent])
        #expect(stops("complaintClosed", [:]) == [])
    }

    @Test("a death ends everything open; a withdrawn event ends what is untouched and flags the rest") func stopping() {
        let existing = [
            Sample.existing(1, .planned), Sample.existing(2, .accepted, touched: true), Sample.existing(3, .done, touched: true),
            Sample.existing(4, .withdrawn),
        ]
        let death = PlanChanges.stopping(existing, .deceased)
        #expect(death.withdraw.map(\.followUp) == [FollowUpID(1), FollowUpID(2)] && death.flag.isEmpty)
        let withdrawn = PlanChanges.stopping(existing, .eventWithdrawn)
        #expect(withdrawn.withdraw == [.init(followUp: FollowUpID(1), reason: .eventWithdrawn)])
        #expect(withdrawn.flag == [.init(followUp: FollowUpID(2), reason: .ended)])
    }
}
