import Domain
import Pages

extension Sample {
    static let myCase: [Sample] = [
        Sample("my-case") { MyCasePage.door($0) },
        Sample("my-case-wrong") { MyCasePage.door(number: "BL-<1>", failure: .wrong, $0) },
        Sample("my-case-slow") { MyCasePage.door(number: "BL-1", failure: .tooMany(until: Bench.at("2026-11-20 10:45")), $0) },
        Sample("my-case-open") { chrome in
            var model = shown("处理中", .plum)
            (model.promisedBy, model.isWaiting, model.mayAdd, model.mayWithdraw) = (Bench.at("2026-11-21 10:00"), true, true, true)
            return MyCasePage.render(model, chrome)
        },
        Sample("my-case-closed") { chrome in
            var model = shown("已办结", .ok)
            (model.conclusion, model.mayRate, model.done) = ("已更换水泵，夜间不再启动。", true, "已收到您的补充")
            return MyCasePage.render(model, chrome)
        },
        Sample("case-slip") { chrome in
            CaseSlipPage.render(
                .init(
                    organisation: "演示物业", number: "BL-20261120-1A", code: "K7M2QX4P", receivedAt: Bench.at("2026-11-20 10:20"), promisedBy: Bench.at("2026-11-21 10:20"),
                    address: "127.0.0.1:8080/my-case", back: "/complaints/9"), chrome)
        },
    ]

    private static func shown(_ state: String, _ tone: Tone) -> MyCasePage.Model {
        MyCasePage.Model(
            number: "BL-20261120-1A", code: "K7M2QX4P", kind: "投诉", organisation: "演示物业", text: "夜里<很>吵", state: state, tone: tone, receivedAt: Bench.at("2026-11-20 10:20"),
            moments: [.init("收到您的反映", at: Bench.at("2026-11-20 10:20")), .init("请您补充", at: Bench.at("2026-11-20 15:20"), words: "请说明是哪几天")])
    }
}
