import Domain
import SQLCore
import Storage
import Testing

@testable import Operations

/// Kept filters: whose they are, who sees them, and that they widen nobody's scope.
@Suite struct ViewsTests {
    typealias Person = WorkHouse.Person

    let house: WorkHouse
    let views: Views

    init() throws {
        house = try WorkHouse()
        views = Views(house.premises)
    }

    private func names(_ person: Person) throws -> [String] { try views.list(try house.acting(person)).map(\.row.name) }

    @Test func ownViewsAreOnesOwn() throws {
        let head = try house.acting(.headA)
        let id = try views.save(" 超期 ", filter: ["scope": "unit", "show": "overdue"], isFirst: true, head)
        #expect(try names(.headA) == ["超期"] && names(.nurseA) == [])
        #expect(try views.first(head)?.row.filter == ["scope": "unit", "show": "overdue"])
        #expect(refusal { try views.remove(id, try house.acting(.nurseA)) } == .notFound)
        #expect(refusal { try views.begin(with: id, try house.acting(.nurseA)) } == .notFound)
        try views.change(id, name: "晚了的", sharing: .init(), head)
        #expect(try names(.headA) == ["晚了的"])
        try views.remove(id, head)
        #expect(try names(.headA) == [] && views.first(head) == nil)
    }

    @Test func sharedViewsReachTheUnitAndTheRole() throws {
        let head = try house.acting(.headA)
        try views.save("全科", filter: ["scope": "unit"], sharing: .init(unit: TestPremises.wardA), head)
        try views.save("护士", filter: ["scope": "unit"], sharing: .init(unit: TestPremises.wardA, role: "nurse"), head)
        try views.save("护士长", filter: ["scope": "unit"], sharing: .init(unit: TestPremises.wardA, role: "headNurse"), head)
        #expect(try names(.nurseA) == ["全科", "护士"])
        #expect(try names(.nurseB) == [] && names(.headB) == [] && names(.stranger) == [])
        #expect(refusal { try views.save("x", filter: [:], sharing: .init(unit: TestPremises.wardB), head) } == .notAllowed(.lead))
        #expect(refusal { try views.save(" ", filter: [:], head) }?.codes == ["view.noName"])
        #expect(refusal { try views.save("x", filter: [:], sharing: .init(role: "nurse"), head) }?.codes == ["view.roleWithoutUnit"])
    }

    /// A view of another unit is not offered, and by hand it opens to nothing of it.
    @Test func aViewWidensNobodysScope() throws {
        let root = try house.acting(.management)
        var wide = root
        wide.scope = Scope(units: [.lead: [TestPremises.root, TestPremises.wardA, TestPremises.wardB]])
        try views.save("外科", filter: ["scope": "unit", "unit": TestPremises.wardB.description], sharing: .init(unit: TestPremises.wardA), wide)
        #expect(try names(.headA) == [])
        #expect(refusal { _ = try Worklist(house.premises).page(QueueRequest(of: .unit, unit: TestPremises.wardB), try house.acting(.headA)) } == .notFound)
    }

    /// What others see, or saw until now, stands in the journal; one's own does not.
    @Test func changesOfSharedViewsAreJournalled() throws {
        let head = try house.acting(.headA)
        let own = try views.save("a", filter: [:], head)
        try views.change(own, name: "b", sharing: .init(), head)
        #expect(try acts() == [])
        try views.change(own, name: "c", sharing: .init(unit: TestPremises.wardA), head)
        try views.change(own, name: "d", sharing: .init(), head)
        #expect(try acts() == ["view.changed", "view.changed"])
        let shared = try views.save("e", filter: [:], sharing: .init(unit: TestPremises.wardA), head)
        try views.remove(shared, head)
        try views.remove(own, head)
        #expect(try acts() == ["view.changed", "view.changed", "view.saved", "view.removed"])
    }

    private func acts() throws -> [String] {
        try house.premises.database.read { try $0.query("SELECT act FROM journal WHERE act LIKE 'view.%' ORDER BY id") { $0.text(0) } }
    }

    @Test func thereIsALimit() throws {
        let head = try house.acting(.headA)
        for n in 1...Views.limit { try views.save("\(n)", filter: [:], head) }
        #expect(refusal { try views.save("x", filter: [:], head) }?.codes == ["view.tooMany"])
    }

    /// The period moves with the day: what is in it is what its words say.
    @Test(arguments: LimitPeriod.allCases) func periodsMoveWithTheDay(period: LimitPeriod) throws {
        let rows = try (1...9).map { n in
            try #require(try house.followUps(of: house.receive(WorkHouse.discharge("Z\(n)", on: "2026-11-\(15 + n) 15:00", patient: "P\(n)"))).first)
        }
        for moment in ["2026-11-25 09:00", "2026-11-27 13:00"] {
            try house.at(moment)
            let head = try house.acting(.headA)
            let (after, until) = period.bounds(head)
            let expected = try rows.map { try house.row($0.id) }.filter {
                let due = $0.followUp.window.due
                return due > after && due <= until && $0.followUp.window.opens <= house.now
            }
            let page = try Worklist(house.premises).page(QueueRequest(of: .unit, period: period), head)
            #expect(Set(page.items.map(\.row.id)) == Set(expected.map(\.id)), "\(moment)")
            #expect(page.counts[.all] == expected.count)
        }
    }
}
