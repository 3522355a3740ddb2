import Testing

@testable import Operations

/// What is published of a case does not say who it was.
@Suite struct NameVeilTests {
    private let veil = NameVeil(["和一户", "和一", "安接待", "李", "B-12"])

    @Test(arguments: [
        ("和一户说安接待没有回电", "…说…没有回电"), ("电话 19900000001，房号 1203", "电话 …，房号 1203"), ("身份证110101190001011234。", "身份证…。"), ("B-12 的和一", "… 的…"),
        ("行李丢了", "行李丢了"), ("123456 与 1234567", "123456 与 …"), ("", ""),
    ])
    func namesAndLongNumbersAreStruck(_ text: String, _ shown: String) { #expect(veil.over(text) == shown) }

    @Test func nothingIsKnownNothingIsStruck() { #expect(NameVeil([]).over("投诉噪声") == "投诉噪声") }
}
