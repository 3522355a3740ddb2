import Domain
import Pages
import Phrasebook
import Testing

@testable import Web

@Suite struct MannersTests {
    @Test(arguments: [
        ("", Language.simplified), ("fr", .simplified), ("en", .english), ("en-US,en;q=0.9,zh;q=0.8", .english), ("zh-CN,en", .simplified),
        ("zh-HK", .traditional), ("zh-Hant-CN", .traditional), ("zh-Hans-TW", .simplified), ("fr, en;q=0.3, zh-TW;q=0.7", .traditional),
        ("en;q=0, zh", .simplified), ("en;q=x,zh-TW;q=0.1", .traditional), ("en,zh", .english), (";;;,,,", .simplified),
    ])
    func languageOfTheBrowser(header: String, language: Language) {
        #expect(Manners.language(accepting: header) == language)
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil.example", "\\evil", "", "follow-ups", "/a b", "/a\r\nSet-Cookie: x"])
    func waysBackStayOnTheSite(address: String) {
        #expect(LocalAddress.checked(address) == nil)
    }

    @Test func aWayBack() {
        #expect(LocalAddress.checked("/follow-ups?scope=unit") == "/follow-ups?scope=unit")
    }

    @Test func flashesAreKeysOfOurs() {
        #expect(Flash(cookie: "ok!flash.saved!3") == Flash(.ok, "flash.saved", count: 3))
        #expect(Flash(cookie: Flash(.warn, "flash.saved").cookie) == Flash(.warn, "flash.saved"))
        #expect(Flash(cookie: Flash(.ok, "flash.saved", count: 3, undoes: 4).cookie) == Flash(.ok, "flash.saved", count: 3, undoes: 4))
        for foreign in ["", "ok!layout.product!", "x!flash.saved!", "ok!flash.saved", "ok!flash.saved!1!2!3"] { #expect(Flash(cookie: foreign) == nil) }
    }
}
