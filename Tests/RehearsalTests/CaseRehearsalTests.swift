import Domain
import Operations
import RegulationEngine
import Rehearsal
import Testing

/// Cases from the report to the follow-up, through the use cases of the house, with clocks that run by themselves.
@Suite struct CaseRehearsalTests {
    private static let regulation = """
        regulation: X21
        version: 1
        title: {en: Complaints}
        sector: property
        severity: [general, major]
        time: {workingHours: ["08:30-12:00", "14:00-17:30"]}
        roles: {desk: {en: Desk, ours: true}, head: {en: Head, ours: true}, director: {en: Director, ours: true}}
        cases:
          complaint:
            title: {en: Complaint}
            opens: complaintReceived
            firstReceiver: true
            assign: desk
            steps: {notPossibleNow: {en: Not possible now}}
            decisions:
              complexity: {title: {en: Complex?}, options: {ordinary: {en: Ordinary}, complex: {en: Complex}}, initially: ordinary, by: head, ours: true}
            clocks:
              reply:
                title: {en: Reply}
                stop: replied
                budget: 24 hours
                pausedIn: awaitingMaterial
                before: {remind: owner, at: 4 hours}
                atDeadline: [{inform: head}, {transfer: director, after: 4 hours}]
                ours: true
              filed: {title: {en: Filed}, start: filed, stop: replied, budget: 5 workdays, pausedIn: awaitingMaterial, atDeadline: {inform: head}, ours: true}
              filedComplex: {title: {en: Complex}, start: filed, stop: replied, budget: 15 workdays, when: {complexity: complex}, overrides: filed, ours: true}
              progress: {title: {en: Progress}, start: notPossibleNow, stop: progressTold, budget: 48 hours, again: 48 hours, againUntil: replied, ours: true}
              office: {title: {en: Taken on}, start: passedOn, stop: accepted, budget: 4 hours, hours: working, atDeadline: {inform: director}, ours: true}
            close: {needs: [cause, measure, proven, reply, departments], ours: true}
            follows:
              major: {after: closed, when: {severity: major}, then: [{duty: {id: study, kind: analyse, title: {en: Study}, by: director, within: 10 days}}], ours: true}
              thrice:
                after: received
                when: {count: {of: complaintReceived, same: issue, atLeast: 2, within: 12 months}}
                then: [{decide: {question: important, title: {en: Important?}, options: {yes: {en: "Yes"}, no: {en: "No"}}, by: head, then: {yes: [{tell: director}]}}}]
                ours: true
              answered: {after: replied, then: [{tell: director}], ours: true}
            ours: true
        followUps:
          after: {title: {en: Afterwards}, after: complaintClosed, within: 3 days, assign: desk, channels: [phone], form: sheet, ours: true}
        forms: {sheet: {title: {en: Sheet}, fields: {satisfaction: {en: Satisfied?, type: satisfaction, options: {yes: {en: "Yes", satisfied: true}, no: {en: "No", satisfied: false}}}}}}
        """.replacing("options: {yes: {en: \"Yes\"}, no: {en: \"No\"}}, by: head, then: {yes:", with: "options: {important: {en: Important}, ordinary: {en: Ordinary}}, by: head, then: {important:")
        .replacing("options: {yes: {en: \"Yes\", satisfied: true}, no: {en: \"No\", satisfied: false}}", with: "options: {content: {en: Content, satisfied: true}, unhappy: {en: Unhappy, satisfied: false}}")

    private static let head = """
        rehearsal: A complaint
        regulation: X21
        organisation:
          units: [{id: east, kind: managementOffice}, {id: repairs}, {id: cleaning}]
          staff: [{id: dora, roles: [desk], unit: east}, {id: dan, roles: [desk], unit: east}, {id: hal, roles: [head], unit: east}, {id: rex, roles: [fitter], unit: repairs}, {id: cle, roles: [cleaner], unit: cleaning}, {id: dir, roles: [director]}]
        days:

        """

    private func run(_ days: String, changing replacements: [(String, String)] = []) throws -> [String] {
        let text = replacements.reduce(Self.regulation) { $0.replacing($1.0, with: $1.1) }
        let read = RegulationDocument.read(yaml: text, source: "x21.yaml", registry: try Theatre.library.get().registry)
        #expect(read.findings.filter { $0.severity == .error }.map(\.code) == [])
        let script = RehearsalDocument.read(yaml: Self.head + days, source: "x21-rehearsal.yaml")
        #expect(script.findings.map(\.code) == [])
        return try Theatre.rehearsals.get().run(try #require(script.value), regulations: ["X21": try #require(read.value)]).failures.map(\.text)
    }

    private static let received = """
          - at: "2026-09-28 10:00"
            event: {kind: complaintReceived, id: T1, unit: east, party: H1, name: Household one, severity: general, category: noise, receivedBy: dora, text: noise at night}

        """

    @Test("whoever received it answers for it until a department has accepted it") func firstReceiver() throws {
        let failures = try run(Self.received + """
              - expect: {cases: [{of: T1, stage: received, owner: dora, role: desk}], clocks: [{of: T1, clock: reply, state: running, due: "2026-09-29 10:00", says: [countedHours]}]}
              - at: "2026-09-28 11:00"
                handle: {of: T1, by: dora, passTo: [repairs, cleaning], words: Please look at the pump}
                expect: {cases: [{of: T1, owner: dora}], clocks: [{of: T1, clock: office, state: running, due: "2026-09-28 17:00"}]}
              - at: "2026-09-28 11:30"
                handle: {of: T1, by: cle, giveBack: true, words: Not ours}
                expect: {cases: [{of: T1, owner: dora}]}
              - at: "2026-09-28 15:00"
                handle: {of: T1, by: rex, accept: true}
                expect: {cases: [{of: T1, owner: rex}], clocks: [{of: T1, clock: office, state: stopped, late: false}]}
              - handle: {of: T1, by: rex, answer: true, words: Pump replaced}
              - at: "2026-09-28 17:00"
                handle: {of: T1, by: dora, step: replied, words: Told the household}
                expect: {clocks: [{of: T1, clock: reply, state: stopped, late: false}], told: [{role: director, of: T1}]}
              - close: {of: T1, by: dora, cause: old pump, measure: new pump, proven: "yes", as: C1}
                expect: {cases: [{of: T1, stage: closed}], followUps: [{of: C1, status: planned, due: "2026-10-01"}]}
            """)
        #expect(failures == [])
    }

    @Test("closing says everything that is still missing", arguments: ["cause", "measure", "proven", "reply", "departments"]) func missing(what: String) throws {
        let failures = try run(Self.received + """
              - handle: {of: T1, by: dora, passTo: repairs}
              - close: {of: T1, by: dora, cause: " ", measure: " "}
                expect: {refused: case.\(what)Required, cases: [{of: T1, stage: received}]}
            """)
        #expect(failures == [])
    }

    @Test("while material is missing the clock stands; settled from there it is in time, and nothing runs on") func pausedThenClosed() throws {
        let failures = try run(Self.received + """
              - at: "2026-09-28 12:00"
                handle: {of: T1, by: dora, step: awaitingMaterial, words: Photos of the damage}
                expect: {clocks: [{of: T1, clock: reply, state: paused, remaining: 22 hours}]}
              - at: "2026-10-20 09:00"
                expect: {clockActs: [{of: T1, clock: reply, count: 0}]}
              - close: {of: T1, by: dora, cause: a, measure: b, proven: "no", repliedAt: "2026-10-20 08:00"}
                expect: {clocks: [{of: T1, clock: reply, state: stopped, late: false}]}
              - at: "2026-11-20 09:00"
                expect: {clockActs: [{of: T1, clock: reply, count: 0}]}
            """)
        #expect(failures == [])
    }

    @Test("reminder, information and transfer come once, in order, at night too; the next counts from the one before") func acts() throws {
        let failures = try run("""
              - at: "2026-09-30 22:00"
                event: {kind: complaintReceived, id: T1, unit: east, party: H1, severity: general, category: noise, receivedBy: dora}
              - at: "2026-10-02 08:00"
                expect:
                  clockActs:
                    - {of: T1, clock: reply, kind: remind, to: dora, due: "2026-10-01 18:00", done: "2026-10-01 18:00", count: 1}
                    - {of: T1, clock: reply, kind: inform, to: hal, due: "2026-10-01 22:00", done: "2026-10-01 22:00", count: 1}
                    - {of: T1, clock: reply, kind: transfer, to: dir, due: "2026-10-02 02:00", done: "2026-10-02 02:00", count: 1}
                  cases: [{of: T1, owner: dir}]
              - at: "2026-10-09 08:00"
                tick: true
                expect: {clockActs: [{of: T1, clock: reply, count: 3}]}
            """)
        #expect(failures == [])
    }

    @Test("a limit in workdays ends at midnight and is told in the morning") func inTheMorning() throws {
        let failures = try run("""
              - at: "2026-09-22 09:00"
                event: {kind: complaintReceived, id: T1, unit: east, party: H1, severity: general, category: noise, receivedBy: dora}
              - handle: {of: T1, by: dora, step: filed}
              - handle: {of: T1, by: dora, step: clarified}
              - at: "2026-10-08 09:00"
                expect: {clockActs: [{of: T1, clock: filed, kind: inform, to: hal, due: "2026-10-01 00:00", done: "2026-10-08 08:30", count: 1}]}
            """)
        #expect(failures == [])
    }

    @Test("complex, decided by whoever may: another clock from the same beginning") func complex() throws {
        let failures = try run(Self.received + """
              - handle: {of: T1, by: dora, step: filed}
              - at: "2026-09-29 10:00"
                handle: {of: T1, by: dora, decide: complexity, option: complex, words: two houses}
                expect: {refused: case.notTheirDecision}
              - handle: {of: T1, by: hal, decide: complexity, option: complex, words: two houses}
                expect:
                  clocks:
                    - {of: T1, clock: filed, state: replaced, replacedBy: filedComplex}
                    - {of: T1, clock: filedComplex, state: running, due: "2026-10-23"}
            """)
        #expect(failures == [])
    }

    @Test("a calendar that is changed bears on days to come and never on those that were counted") func calendar() throws {
        let failures = try run("""
              - at: "2026-10-12 09:00"
                event: {kind: complaintReceived, id: T1, unit: east, party: H1, severity: general, category: noise, receivedBy: dora}
              - handle: {of: T1, by: dora, step: filed}
                expect: {clocks: [{of: T1, clock: filed, state: running, due: "2026-10-19"}]}
              - at: "2026-10-15 09:00"
                setting: {days: {holidays: ["2026-10-13", "2026-10-16"]}}
              - at: "2026-10-15 10:00"
                expect: {clocks: [{of: T1, clock: filed, state: running, due: "2026-10-20", says: [skippedOwnDayOff, "2026-10-16"]}]}
              - at: "2026-10-16 10:00"
                handle: {of: T1, by: dora, step: clarified}
                expect: {clocks: [{of: T1, clock: filed, state: running, due: "2026-10-20"}]}
            """)
        #expect(failures == [])
    }

    @Test("progress again and again, from when it was told, until it is answered") func progress() throws {
        let failures = try run(Self.received + """
              - handle: {of: T1, by: dora, step: notPossibleNow}
              - at: "2026-09-30 12:00"
                handle: {of: T1, by: dora, step: progressTold}
                expect: {clocks: [{of: T1, clock: progress, round: 1, state: stopped, late: true}, {of: T1, clock: progress, round: 2, state: running, due: "2026-10-02 12:00"}]}
              - at: "2026-10-01 12:00"
                handle: {of: T1, by: dora, step: replied}
                expect: {clocks: [{of: T1, clock: progress, round: 2, state: stopped, late: false}, {of: T1, clock: progress, round: 3, state: none}]}
            """)
        #expect(failures == [])
    }

    @Test("two reports of one matter are one case that keeps both and waits from the earlier") func merged() throws {
        let failures = try run(Self.received + """
              - at: "2026-09-28 15:00"
                event: {kind: complaintReceived, id: T2, unit: east, party: H2, severity: general, category: noise, receivedBy: dan, text: noise at night again}
              - handle: {of: T1, by: dan, mergeInto: T2, words: the same noise}
                expect:
                  cases: [{of: T1, stage: merged}, {of: T2, stage: received}]
                  clocks: [{of: T2, clock: reply, state: running, due: "2026-09-29 10:00"}, {of: T1, clock: reply, state: dropped}]
              - at: "2026-09-28 16:00"
                handle: {of: T1, by: dan, split: true, words: another noise after all}
                expect: {cases: [{of: T1, stage: received}], clocks: [{of: T1, clock: reply, state: running, due: "2026-09-29 10:00"}]}
            """)
        #expect(failures == [])
    }

    @Test("handed over, it is the other's only when they accept") func handedOver() throws {
        let failures = try run(Self.received + """
              - handle: {of: T1, by: dora, handOver: dan}
                expect: {cases: [{of: T1, owner: dora}]}
              - at: "2026-09-28 10:30"
                handle: {of: T1, by: dan, accept: true}
                expect: {cases: [{of: T1, owner: dan}]}
              - handle: {of: T1, by: dan, classify: true, severity: major}
              - handle: {of: T1, by: dan, step: replied}
              - close: {of: T1, by: dan, cause: a, measure: b, proven: "yes"}
                expect: {duties: [{duty: study, of: T1, kind: analyse, role: director, due: "2026-10-08"}]}
              - at: "2026-10-05 09:00"
                handle: {of: T1, by: dan, reopen: true, words: noise again}
                expect: {cases: [{of: T1, stage: received}], clocks: [{of: T1, clock: reply, state: running, due: "2026-10-06 09:00"}]}
              - at: "2026-10-05 10:00"
                handle: {of: T1, by: dan, withdraw: true, words: told to stop}
                expect: {cases: [{of: T1, stage: withdrawn}], clocks: [{of: T1, clock: reply, state: dropped}]}
            """)
        #expect(failures == [])
    }

    @Test("the second complaint about the same issue asks a question; the answer has its consequence") func repeated() throws {
        let failures = try run(Self.received + """
              - at: "2026-10-10 10:00"
                event: {kind: complaintReceived, id: T2, unit: east, party: H1, severity: general, category: noise, receivedBy: dora}
                expect: {duties: [{duty: important, of: T2, kind: decide, role: head, state: open}, {duty: important, of: T1, count: 0}], told: [{role: director, count: 0}]}
              - decide: {question: important, of: T2, by: hal, option: important}
                expect: {told: [{role: director, of: T2, count: 1}]}
            """)
        #expect(failures == [])
    }

    /// Each figure, role and step that is changed turns one of the days red.
    @Test(arguments: [
        ("budget: 24 hours", "budget: 25 hours"), ("before: {remind: owner, at: 4 hours}", "before: {remind: owner, at: 5 hours}"), ("{inform: head}, {transfer", "{inform: desk}, {transfer"),
        ("{transfer: director, after: 4 hours}", "{transfer: director, after: 5 hours}"), ("{transfer: director, after: 4 hours}", "{inform: director, after: 4 hours}"),
    ])
    func aChangedFigureIsNoticed(_ written: String, _ instead: String) throws {
        try #require(Self.regulation.contains(written))
        let failures = try run("""
              - at: "2026-09-30 22:00"
                event: {kind: complaintReceived, id: T1, unit: east, party: H1, severity: general, category: noise, receivedBy: dora}
              - at: "2026-10-02 08:00"
                expect:
                  clockActs:
                    - {of: T1, clock: reply, kind: remind, to: dora, due: "2026-10-01 18:00", done: "2026-10-01 18:00", count: 1}
                    - {of: T1, clock: reply, kind: inform, to: hal, due: "2026-10-01 22:00", done: "2026-10-01 22:00", count: 1}
                    - {of: T1, clock: reply, kind: transfer, to: dir, due: "2026-10-02 02:00", done: "2026-10-02 02:00", count: 1}
            """, changing: [(written, instead)])
        #expect(failures != [])
    }
}
