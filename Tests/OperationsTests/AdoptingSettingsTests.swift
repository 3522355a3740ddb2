import Domain
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// Roles, units, and who sees what of an adoption.
@Suite struct AdoptingSettingsTests {
    @Test func aRoleThatNobodyHoldsIsToldUntilItIsMapped() throws {
        let house = try AdoptingHouse()
        let adopted = try house.adopting.adopt(try house.acting(.quality), pack: "R22")
        var view = try house.adopting.view(try house.acting(.quality), adopted.adoption)
        #expect(view.findings.filter { $0.code == "roleUnmapped" }.map { $0.arguments["role"] } == ["followUpStaff", "followUpSupervisor", "departmentHead"])
        #expect(view.postRoles == ["administrator", "director", "headNurse", "nurse", "qualityOffice"])
        try house.adopting.map(try house.acting(.quality), role: "followUpStaff", to: " nurse ", in: adopted.adoption)
        try house.adopting.map(try house.acting(.quality), role: "followUpSupervisor", to: "porter", in: adopted.adoption)
        view = try house.adopting.view(try house.acting(.quality), adopted.adoption)
        let staff = view.roles.first { $0.role.id == "followUpStaff" }
        #expect(staff?.postRole == "nurse" && staff?.holders.map(\.name) == ["甲nurseA", "甲nurseB"] && staff?.emptyUnits == [])
        #expect(view.findings.filter { $0.code == "role.noHolder" }.map { $0.arguments["postRole"] } == ["porter"])
        #expect(try house.acts().suffix(2) == ["adoption.roleMapped", "adoption.roleMapped"])
    }

    @Test func aMappedRoleIsUsedAtOnceByTheEditionInForce() throws {
        let house = try AdoptingHouse()
        let adopted = try house.inForce("R22", from: "2026-09-01")
        let postRole = { () throws -> String in
            try house.test.database.read { session in
                try house.test.premises.shelf.edition(adopted.edition, of: TestPremises.organisation, in: session).postRole(for: "followUpStaff")
            }
        }
        #expect(try postRole() == "nurse")
        try house.adopting.map(try house.acting(.quality), role: "followUpStaff", to: "headNurse", in: adopted.adoption)
        #expect(try postRole() == "headNurse")
        try house.adopting.map(try house.acting(.quality), role: "followUpStaff", to: nil, in: adopted.adoption)
        #expect(try postRole() == "followUpStaff")
    }

    @Test func unknownRolesAreRefused() throws {
        let house = try AdoptingHouse()
        let adopted = try house.adopting.adopt(try house.acting(.quality), pack: "R22")
        let refused = refusal { try house.adopting.map(try house.acting(.quality), role: "astronaut", to: "nurse", in: adopted.adoption) }
        #expect(refused?.codes == ["role.unknown"])
    }

    @Test func whoHasNoPartInRegulationsSeesNothingOfThem() throws {
        let house = try AdoptingHouse()
        let adopted = try house.inForce("R22", from: "2026-09-01")
        for person in [TestPremises.Person.nurseA, .headA] {
            #expect(refusal { _ = try house.adopting.view(try house.acting(person), adopted.adoption) } == .notFound)
            #expect(refusal { _ = try house.adopting.packs(try house.acting(person)) } == .notAllowed(.regulate))
            #expect(refusal { try house.adopting.adopt(try house.acting(person), pack: "R02") } == .notAllowed(.regulate))
            #expect(refusal { try house.adopting.reject(try house.acting(person), adopted.edition, why: "x") } == .notFound)
        }
        #expect(refusal { _ = try house.adopting.view(try house.acting(.stranger), adopted.adoption) } == .notFound)
        let theirs = try house.adopting.packs(try house.acting(.stranger))
        #expect(theirs.lines.count == house.test.premises.library.packs.count && theirs.lines.allSatisfy { $0.adoption == nil } && !theirs.mayAdopt)
    }

    @Test func aRightInOneWardDoesNotReachTheWholeHouse() throws {
        let house = try AdoptingHouse()
        var head = try house.acting(.headA)
        head.scope = Scope(units: head.scope.units.merging([.regulate: [TestPremises.wardA]]) { a, _ in a })
        #expect(refusal { try house.adopting.adopt(head, pack: "R22") } == .notAllowed(.regulate))
        #expect(refusal { try house.adopting.adopt(head, pack: "R22", units: [TestPremises.wardB]) } == .notAllowed(.regulate))
        #expect(refusal { try house.adopting.adopt(head, pack: "R22", units: [TestPremises.otherRoot]) } == .notFound)
        let adopted = try house.adopting.adopt(head, pack: "R22", units: [TestPremises.wardA])
        #expect(refusal { try house.adopting.cover(head, units: [], in: adopted.adoption, why: "all of us") } == .notAllowed(.regulate))
        try house.adopting.cover(try house.acting(.quality), units: [], in: adopted.adoption, why: "all of us")
        #expect(try house.adopting.view(head, adopted.adoption).units == [] && house.adopting.view(head, adopted.adoption).mayRegulate == false)
    }

    @Test func theListSaysWhatBecameOfEachPack() throws {
        let house = try AdoptingHouse()
        try house.inForce("R22", from: "2026-09-01")
        let list = try house.adopting.packs(try house.acting(.quality))
        let r22 = list.lines.first { $0.regulation == "R22" }
        #expect(list.mayAdopt && list.lines.first { $0.regulation == "R02" }?.adoption == nil)
        #expect(r22?.adoption?.inForce?.number == 1 && r22?.adoption?.newest.state == .active && r22?.adoption?.newest.isInForce == true)
        #expect(list.lines.first { $0.regulation == "R02" }?.requiredParameters == 1)
    }
}
