import Domain
import RegulationEngine

/// The organisation, how it adopts, and what changes in it.
enum SettingReading {
    static func adoption(_ section: DocumentSection) -> AdoptionSetting {
        AdoptionSetting(
            parameters: section.text(byName: "parameters"), roles: section.text(byName: "roles"), units: section.texts("units"), from: section["from"]?.day())
    }

    static func organisation(_ value: DocumentValue?) -> OrganisationSetting {
        guard let value, let section = DocumentSection(value, as: RehearsalGrammar.organisation) else { return OrganisationSetting(name: "", units: [], staff: []) }
        let units = section.items("units").compactMap(unit)
        let staff = section.items("staff").compactMap { member($0, units) }
        return OrganisationSetting(name: section.text("name") ?? "", units: units, staff: staff)
    }

    private static func unit(_ value: DocumentValue) -> OrganisationSetting.UnitSetting? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.unit), let id = section.text("id") else { return nil }
        let kind = section["kind"]?.word(in: ["organisation", "department", "ward", "managementOffice", "body"]).flatMap(OrganisationUnit.Kind.init(rawValue:))
        return OrganisationSetting.UnitSetting(id: id, name: section.text("name") ?? id, kind: kind ?? .department, parent: section.text("parent"))
    }

    private static func member(_ value: DocumentValue, _ units: [OrganisationSetting.UnitSetting]) -> OrganisationSetting.Member? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.member), let id = section.text("id") else { return nil }
        let unit = section["unit"]?.name(in: units.map(\.id), kind: "unit")
        return OrganisationSetting.Member(id: id, name: section.text("name") ?? id, roles: section.texts("roles"), unit: unit)
    }

    static func setting(_ value: DocumentValue) -> SettingAct? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.setting) else { return nil }
        if let leave = section["leave"].flatMap({ DocumentSection($0, as: RehearsalGrammar.leave) }) { return self.leave(leave) }
        if let post = section["post"].flatMap({ DocumentSection($0, as: RehearsalGrammar.post) }) { return self.post(post) }
        if let days = section["days"].flatMap({ DocumentSection($0, as: RehearsalGrammar.days) }) { return .days(off: self.days(days, "holidays"), worked: self.days(days, "workdays")) }
        if let schedule = section["schedule"].flatMap({ DocumentSection($0, as: RehearsalGrammar.schedule) }) {
            return schedule["year"]?.integer().map { .schedule(year: $0, off: days(schedule, "holidays"), worked: days(schedule, "workdays")) }
        }
        return value.reject("settingEmpty")
    }

    private static func leave(_ section: DocumentSection) -> SettingAct? {
        guard let staff = section.text("staff"), let from = section["from"]?.day(), let until = section["until"]?.day() else { return nil }
        return .leave(staff: staff, from: from, until: until, standIn: section.text("standIn"))
    }

    private static func post(_ section: DocumentSection) -> SettingAct? {
        guard let staff = section.text("staff"), let role = section.text("role"), let from = section["from"]?.day() else { return nil }
        return .post(staff: staff, role: role, unit: section.text("unit"), from: from, until: section["until"]?.day())
    }

    private static func days(_ section: DocumentSection, _ key: String) -> [LocalDay] { section.items(key).compactMap { $0.day() } }
}
