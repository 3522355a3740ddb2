import Pages

extension Sample {
    static let merging: [Sample] = [
        Sample("merge") { MergePage.render(MergePage.Model(id: "42", name: "王秀兰"), $0) },
        Sample("merge-nobody") {
            MergePage.render(MergePage.Model(id: "42", name: "王秀兰", number: "B9", errors: [FieldError("number", "您能看到的人里没有编号「B9」")]), $0)
        },
        Sample("merge-preview") { MergePage.render(preview, $0) },
        Sample("party-merged") { PartyPage.render(merged, $0) },
    ]

    private static let preview = MergePage.Model(
        id: "42", name: "王秀兰", number: "ZY2611-00017",
        sides: (
            MergePage.Side(
                id: "42", name: "王秀兰",
                facts: [LabelledText("病案号", "ZY2611-08842"), LabelledText("出生日期", "1959-04-11"), LabelledText("回访", "3项，其中未完成1项")]),
            MergePage.Side(
                id: "17", name: "王秀蓝", facts: [LabelledText("病案号", "ZY2611-00017"), LabelledText("出生日期", "1959-04-11"), LabelledText("回访", "1项，其中未完成1项")])
        ),
        differences: ["姓名"], warnings: ["其中一份档案拒绝回访：所有未完成的回访都会结束，无法撤销。"], openForBoth: ["出院3日电话回访"],
        swapAddress: "/parties/17/merge?number=ZY2611-08842")

    private static let merged = PartyPage.Model(
        id: "42", line: PersonLine("王秀兰", sex: .female, age: 67), facts: [LabelledText("住院号", "ZY2611-08842"), LabelledText("曾用编号", "ZY2611-00017")], timeline: [],
        merged: [
            PartyPage.Merged(id: "5", title: "王秀蓝 · ZY2611-00017", about: "2026-11-24 09:30 · 周敏 · 身份证号相同", mayUndo: true),
            PartyPage.Merged(id: "4", title: "王秀兰 · ZY2611-00009", about: "2026-11-20 16:10 · 系统", mayUndo: false),
        ], mayMerge: true)
}
