import Foundation
import Testing

@testable import Pages

@Suite struct EscapingTests {
    @Test func literalsAreTrustedAndStringsAreNot() {
        let name = "<b>&\"'`"
        let page: HTML = "<i title=\"\(name)\">\(name)</i>"
        #expect(page.markup == "<i title=\"&lt;b&gt;&amp;&quot;&#39;&#96;\">&lt;b&gt;&amp;&quot;&#39;&#96;</i>")
    }

    @Test func piecesAreNotEscapedTwice() {
        let inner: HTML = "<b>\("&")</b>"
        let list: [HTML] = [inner, inner]
        #expect(("<p>\(inner)\(list)</p>" as HTML).markup == "<p><b>&amp;</b><b>&amp;</b><b>&amp;</b></p>")
        #expect(HTML(text: "a<b").markup == "a&lt;b")
    }

    @Test func aConditionalStringIsText() {
        let html: HTML = "\(true ? "<a>" : "<b>")"
        #expect(html.markup == "&lt;a&gt;")
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\u{1}javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
        "//evil.example/", "\\\\evil.example", "/\\evil.example", "https://evil.example/", "vbscript:x", "", "\t//evil.example",
    ])
    func addressesThatLeave(address: String) {
        #expect(("\(url: address)" as HTML).markup == "#")
    }

    @Test(arguments: ["/follow-ups?q=%E7%8E%8B", "#f-1", "?after=2", "tel:19900000001"])
    func addressesThatStay(address: String) {
        #expect(("\(url: address)" as HTML).markup == address)
    }

    @Test func addressesAreEscapedInTheirAttribute() {
        #expect(("\(url: "/a?x=1&y=\"")" as HTML).markup == "/a?x=1&amp;y=&quot;")
    }

    @Test func attributesAndFlags() {
        let none: String? = nil
        #expect(("<a\(attribute: "title", "a\"b")\(attribute: "lang", none)\(flag: "hidden", if: true)\(flag: "inert", if: false)>" as HTML).markup
            == "<a title=\"a&quot;b\" hidden>")
    }

    @Test func jsonInAnAttribute() {
        let html: HTML = "<div data-x=\"\(json: JSONText(["</script>", "a\"b", "\u{2028}\n"]))\">"
        #expect(html.markup == #"<div data-x="[&quot;\u003c/script\u003e&quot;,&quot;a\&quot;b&quot;,&quot;\u2028\u000a&quot;]">"#)
    }

    @Test func controlCharactersAreLeftOutAndRareCharactersKept() {
        #expect(HTML(text: "a\u{0}\u{8}\u{1b}b\u{7f}\u{85}\u{ffff}c\n\t").markup == "abc\n\t")
        #expect(HTML(text: "𠮷野家 龦 é").markup == "𠮷野家 龦 é")
    }

    @Test func lengths() {
        #expect(["\(1.0)" as HTML, "\(91.27)", "\(-3.5)", "\(Double.nan)", "\(1e300 * 1e300)"].map(\.markup) == ["1", "91.3", "-3.5", "0", "0"])
    }

    /// Whatever goes in, no character that could begin a tag, an entity of its own or end an attribute comes out.
    @Test func everyCharacterOfTheBasicPlane() {
        for value in UInt32(0)...0xffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let out = HTML(text: String(Character(scalar))).markup
            #expect(!out.contains("<") && !out.contains(">") && !out.contains("\"") && !out.contains("'"))
        }
    }

    @Test func nobodyCallsTheLiteralInitialiserByName() throws {
        let folder = Bench.root.appending(path: "Sources")
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") && !name.hasSuffix("HTML.swift") {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            #expect(!text.contains("HTML(stringLiteral") , "\(name)")
        }
    }

    @Test func pathsAreEncoded() {
        #expect(Address.path("parties", "a/b?c") == "/parties/a%2Fb%3Fc")
        #expect(Address.query("/search", [("q", "王 &x"), ("after", nil), ("unit", "")]) == "/search?q=%E7%8E%8B%20%26x")
    }
}
