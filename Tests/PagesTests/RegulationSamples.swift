import Domain
import Pages

extension Sample {
    static let regulations: [Sample] = [
        Sample("regulations") { RegulationsPage.render(list, $0) },
        Sample("pack") { PackPage.render(pack, $0) },
        Sample("adoption-draft") { AdoptionPage.render(adoption(.draft), $0) },
        Sample("adoption-submitted") { AdoptionPage.render(submitted, $0) },
        Sample("adoption-approved") { AdoptionPage.render(approved, $0) },
    ]

    private static let list = RegulationsPage.Model(packs: [
        RegulationsPage.Pack(id: "R22@1", code: "R22", version: "1", title: "出院病人回访制度", sector: "医院", clauses: 41, rules: 5, rehearsals: 12, adoptions: [
            RegulationsPage.AdoptionLine(id: "5", covers: "全院", state: .active, edition: 2, activeFrom: LocalDay(iso: "2026-10-01")!),
            RegulationsPage.AdoptionLine(id: "8", covers: "东院区", state: .draft, edition: 3),
        ]),
        RegulationsPage.Pack(id: "R02@1", code: "R02", version: "1", title: "回访工作规程", sector: "物业", clauses: 38, rules: 4, rehearsals: 10, findings: 1),
    ], mayAdopt: true)

    private static let pack = PackPage.Model(
        id: "R22@1", title: "出院病人回访制度", code: "R22", version: "1", hash: "4f2a9c11",
        rules: [
            PackPage.Rule(id: "discharge", title: "出院3日电话回访", says: ["出院后2至3天内，由主管医生电话回访", "最多3次，间隔不少于4小时"], clauses: ["R22.3.1", "R22.3.2"]),
            PackPage.Rule(id: "remind", title: "到期提醒", says: ["到期前4小时提醒责任人"], clauses: [], isOurs: true),
        ],
        traces: [
            PackPage.Trace(clause: "R22.1", kind: "purpose", mechanisms: ["说明"], status: .stated),
            PackPage.Trace(clause: "R22.3.1", kind: "trigger", mechanisms: ["followUps.discharge.after"], rules: ["discharge"], status: .runs, rehearsals: ["出院三天内电话回访"]),
            PackPage.Trace(clause: "R22.3.1", kind: "window", mechanisms: ["followUps.discharge.within"], rules: ["discharge"], status: .runs, rehearsals: ["出院三天内电话回访"]),
            PackPage.Trace(clause: "R22.3.2", kind: "channel", mechanisms: ["followUps.discharge.contact.channels"], rules: ["discharge"], status: .parameter),
            PackPage.Trace(clause: "R22.9", kind: "assessment", mechanisms: [], status: .open), PackPage.Trace(clause: "R22.10", kind: "other", mechanisms: [], status: .absent),
        ],
        findings: [FindingLine(severity: .warning, line: 41, column: "followUps.discharge.within", sentence: "窗口与R14的规则冲突。", remedy: "采用时说明以哪一份为准。")], mayAdopt: true)

    private static func adoption(_ state: AdoptionState) -> AdoptionPage.Model {
        let staff = [Choice("1", "周敏"), Choice("2", "何雪梅"), Choice("3", "李文博")]
        return AdoptionPage.Model(
            id: "8", title: "出院病人回访制度", packID: "R22@1", code: "R22@1", edition: 3, state: state,
            roles: [
                AdoptionRole(name: "followUpStaff", title: "随访护士", staff: staff, chosen: ["1", "2"]), AdoptionRole(name: "qualityOffice", title: "质控科", staff: staff),
                AdoptionRole(name: "attendingPhysician", title: "主管医生", isDerived: "由每条出院记录给出"),
            ],
            parameters: [
                AdoptionParameter(name: "phoneTarget", title: "电话回访率目标", value: "90%", source: .stated, clause: "R22.6.1"),
                AdoptionParameter(name: "attempts", title: "电话最多次数", value: "3", source: .proposed(acceptedBy: nil), clause: "R22.4.2", gap: "原文只写“多次”"),
                AdoptionParameter(name: "spacing", title: "两次电话的最小间隔", value: "4 hours", source: .proposed(acceptedBy: "秦川"), clause: "R22.4.2"),
                AdoptionParameter(name: "retention", title: "记录保存期", value: "", hint: "3 years", source: .required, clause: "R22.8"),
            ],
            units: [(Choice("1", "普外科一病区"), true), (Choice("2", "呼吸内科"), true), (Choice("3", "眼科"), false)],
            findings: [FindingLine(severity: .error, column: "roles.qualityOffice", sentence: "岗位“质控科”没有对应人员。", remedy: "在岗位对应里选一个人。")],
            rehearsals: [RehearsalLine("出院三天内电话回访", holds: true), RehearsalLine("三次未接转上门", holds: false, failures: ["2026-11-20 18:00应有上门回访，实际没有"])],
            rehearsedAt: Bench.at("2026-11-20 09:40"),
            editions: [EditionLine(number: 3, at: Bench.at("2026-11-20 09:00"), note: "草稿", isActive: false), EditionLine(number: 2, at: Bench.at("2026-10-01 00:00"), note: "现行", isActive: true, address: "/adoptions/5")],
            rights: AdoptionRights(mayEdit: true, mayBeginEdition: false), errors: [FieldError("parameter.retention", "请填写保存期，例如3 years")])
    }

    private static let submitted: AdoptionPage.Model = {
        var model = adoption(.submitted)
        model.errors = []
        model.submission = AdoptionStep(by: "秦川", at: Bench.at("2026-11-20 10:00"), words: "院办公会2026第11次纪要")
        model.rights = AdoptionRights(mayApprove: true)
        return model
    }()

    private static let approved: AdoptionPage.Model = {
        var model = submitted
        model.state = .approved
        model.approval = AdoptionStep(by: "林晓燕", at: Bench.at("2026-11-20 10:10"))
        model.proposedFrom = LocalDay(iso: "2026-12-01")
        model.rights = AdoptionRights(mayActivate: true)
        return model
    }()
}
