import Domain
import Foundation
import Interop
import Operations
import RegulationEngine
import SQLCore
import SQLiteDriver
import Secrets
import Storage

/// A hospital in a database file of its own: forty wards in four departments, one nurse for each ward, R22 in force.
final class House: @unchecked Sendable {
    static let organisation = OrganisationID(1)
    static let wards = 40
    /// Wednesday 2026-11-25, 10:00 in Shanghai, within contact hours.
    static let now = CivilZone.shanghai.instant(LocalDay(year: 2026, month: 11, day: 25)!, LocalTime(hour: 10, minute: 0)!)

    let folder: URL
    let premises: Premises
    private let opened: SQLiteDatabase

    var path: String { folder.appending(path: "huiyin.sqlite").path }
    var database: any Database { opened }

    /// What every account's password is.
    static let password = "violet harbour 47"

    /// - Parameter isNew: false for one that `keep` left.
    init(_ checkout: Checkout, in folder: URL, isNew: Bool = true, adding own: [SourceFile] = []) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        opened = try SQLiteDatabase(path: folder.appending(path: "huiyin.sqlite").path)
        try Migrator(Schema.migrations).run(on: opened)
        let library = try checkout.library(adding: own)
        let key = try MasterKeyFile(path: folder.appending(path: "huiyin.key").path).load(sealedDataExists: !isNew)
        let secrets = try DataSecrets(key)
        // A house that is there was filled at the same moment by node 0.
        let identifiers = IdentifierSequence(node: isNew ? 0 : Int64.random(in: 1...1023))
        premises = Premises(
            database: opened, secrets: secrets, identifiers: identifiers, library: library, shelf: EditionShelf(library),
            calendar: try checkout.calendar())
        guard isNew else { return }
        let password = try secrets.passwords.encode(Self.password)
        try opened.write { try House.furnish($0, password: password) }
        try adopt("R22", roles: ["followUpStaff": "nurse", "followUpSupervisor": "quality", "departmentHead": "director"])
    }

    func remove() {
        opened.close()
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: People

    static let root = UnitID(1)
    static func department(of ward: Int) -> UnitID { UnitID(Int64(10 + ward % 4)) }
    static func ward(_ index: Int) -> UnitID { UnitID(Int64(100 + index)) }
    static func nurse(of ward: Int) -> StaffID { StaffID(Int64(1000 + ward)) }
    static let director = StaffID(2000)
    static let quality = StaffID(2001)

    /// A nurse sees and works in the own ward.
    func nurse(_ ward: Int) -> Context { context(House.nurse(of: ward), [.work: [House.ward(ward)]]) }

    /// A head leads a department with its ten wards.
    func head(_ department: Int) -> Context {
        let wards = (0..<House.wards).filter { $0 % 4 == department }.map(House.ward)
        return context(House.director, [.work: Set(wards), .lead: Set(wards), .report: Set(wards)])
    }

    /// Everything everywhere.
    func all(_ staff: StaffID = House.quality) -> Context {
        let units = Set([House.root] + (0..<4).map(House.department) + (0..<House.wards).map(House.ward))
        return context(staff, Dictionary(uniqueKeysWithValues: Right.allCases.map { ($0, units) }))
    }

    private func context(_ staff: StaffID, _ units: [Right: Set<UnitID>]) -> Context {
        Context(
            now: House.now, organisation: House.organisation, actor: Actor(staff: staff, account: staff.rawValue, name: "\(staff)"),
            scope: Scope(units: units))
    }

    // MARK: Furnishing

    private static func furnish(_ session: any SQLWriting, password: String) throws {
        try DirectoryRows.insert(.init(id: organisation, code: "bench", name: "Benchmark", sector: "hospital", zone: .shanghai), at: now, in: session)
        try save(root, nil, "H", .organisation, session)
        for department in 0..<4 { try save(self.department(of: department), root, "D\(department)", .department, session) }
        for ward in 0..<wards {
            try save(self.ward(ward), department(of: ward), "W\(ward)", .ward, session)
            try admit(nurse(of: ward), "nurse", self.ward(ward), session)
        }
        try admit(director, "director", root, session)
        try admit(quality, "quality", root, session)
        try open("nurse", nurse(of: 0), password, [(.work, ward(0))], session)
        try open("head", director, password, [(.work, department(of: 0)), (.lead, department(of: 0)), (.report, department(of: 0))], session)
    }

    /// Accounts for the pages over HTTP.
    private static func open(_ name: String, _ staff: StaffID, _ password: String, _ rights: [(Right, UnitID)], _ session: any SQLWriting) throws {
        try AccountRows.insert(
            .init(id: staff.rawValue, organisation: organisation, staff: staff, signIn: name, password: password, createdAt: now), in: session)
        for (right, unit) in rights {
            _ = try RightRows.grant(.init(granted: right.rawValue, unit: unit), to: staff.rawValue, organisation, in: session)
        }
    }

    private static func save(_ id: UnitID, _ parent: UnitID?, _ code: String, _ kind: OrganisationUnit.Kind, _ session: any SQLWriting) throws {
        try DirectoryRows.save(OrganisationUnit(id: id, parent: parent, code: code, name: code, kind: kind), of: organisation, in: session)
    }

    private static func admit(_ id: StaffID, _ role: String, _ unit: UnitID, _ session: any SQLWriting) throws {
        try DirectoryRows.save(Staff(id: id, code: "S\(id)", name: "S\(id)"), of: organisation, in: session)
        let post = Post(staff: id, unit: unit, role: role, from: LocalDay(year: 2026, month: 1, day: 1)!)
        try DirectoryRows.save(post, id: id.rawValue, of: organisation, in: session)
    }

    func adopt(_ pack: String, roles: [String: String]) throws {
        let adopting = Adopting(premises)
        let (mine, theirs) = (all(), all(House.director))
        let adopted = try adopting.adopt(mine, pack: pack)
        for (role, post) in roles { try adopting.map(mine, role: role, to: post, in: adopted.adoption) }
        let figures = try adopting.view(mine, adopted.adoption, edition: adopted.edition).figures.filter { !$0.isSettled }
        let decisions = figures.map { figure in
            FigureDecision(parameter: figure.parameter.id, value: figure.parameter.value == nil ? House.filled(figure.parameter.kind) : nil, isAccepted: true)
        }
        try adopting.decide(mine, in: adopted.edition, decisions)
        _ = try adopting.rehearse(mine, adopted.edition) { .init(outcomes: [.init(name: $0.regulation, hasPassed: true, messages: [])]) }
        try adopting.submit(mine, adopted.edition, basis: "benchmark")
        try adopting.approve(theirs, adopted.edition)
        try adopting.activate(mine, adopted.edition, from: LocalDay(year: 2026, month: 1, day: 1)!, why: "benchmark")
    }

    /// A required figure by its kind.
    static func filled(_ kind: Parameter.Kind) -> String {
        switch kind {
        case .period: "5 workdays"
        case .percent: "50%"
        default: "3"
        }
    }
}
