import Domain
import Pages

extension Sample {
    static let reception: [Sample] = [
        Sample("reception") { ReceptionPage.render(desk(), $0) },
        Sample("reception-found") { chrome in
            ReceptionPage.render(desk(query: "演示", hits: [.init("演示甲", details: ["3-2-501", "199****0001", "东苑"], address: "/complaints/new?party=7")]), chrome)
        },
        Sample("reception-nobody") { chrome in ReceptionPage.render(desk(query: "无此人", hits: []), chrome) },
        Sample("reception-known") { chrome in
            let open = [ReceptionPage.LabelledLink("夜里太吵", detail: "BL-20261120-1A", address: "/complaints/9")]
            return ReceptionPage.render(desk(person: .init(id: "7", name: "演示甲", phone: "199****0001", open: open)), chrome)
        },
        Sample("reception-errors") { chrome in
            let typed = ["name": "<演示>", "phone": "199 0000 0001", "class": "complaint", "way": "counter", "oral": "1"]
            return ReceptionPage.render(desk(typed: typed, errors: [FieldError("text", "请写明反映的内容。")]), chrome)
        },
    ]

    private static func desk(
        query: String = "", hits: [ReceptionPage.Hit]? = nil, person: ReceptionPage.Person? = nil, typed: [String: String] = [:], errors: [FieldError] = []
    ) -> ReceptionPage.Model {
        ReceptionPage.Model(
            query: query, hits: hits, person: person, units: [Choice("1", "东苑"), Choice("2", "西苑")], kinds: [Choice("complaint", "投诉"), Choice("enquiry", "咨询")],
            ways: [Choice("phone", "电话"), Choice("counter", "来访")], categories: [Choice("noise", "噪声"), Choice("fees", "收费")],
            severities: [Choice("general", "一般"), Choice("major", "重大")], departments: [Choice("3", "工程部"), Choice("4", "保洁部")],
            guides: [.init(.say, "给您添麻烦了，我先把情况记下来。"), .init(.never, "这不归我管"), .init(.before, "先问清是报修、投诉还是咨询。")], typed: typed,
            chosenDepartments: ["3"], requestKey: "k", errors: errors)
    }
}
