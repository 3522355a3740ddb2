import Domain
import Testing

@testable import Storage

/// What is written comes back, by the short way where the text is plain and by the general decoder where it is not.
@Suite struct AttributeTextTests {
    static let plain: [String: AttributeValue] = [
        "text": .text("plain"), "empty": .text(""), "yes": .flag(true), "no": .flag(false), "half": .number(0.5), "huge": .number(1e300), "minus": .number(-3),
        "day": .day(LocalDay(number: 20_400)), "moment": .instant(Instant(milliseconds: 1_764_036_000_000)), "none": .list([]), "two": .list(["a", "b"]),
    ]

    @Test func plainTextsTakeTheShortWay() throws {
        let json = AttributeText.encode(Self.plain)
        #expect(PlainAttributes.read(json) == Self.plain)
        #expect(try AttributeText.decode(json) == Self.plain)
    }

    @Test(arguments: ["a \"quoted\" word", "two\nlines", "back\\slash", "\u{1}"])
    func escapedTextsComeBackAllTheSame(text: String) throws {
        let attributes: [String: AttributeValue] = ["note": .text(text), "list": .list([text])]
        let json = AttributeText.encode(attributes)
        #expect(PlainAttributes.read(json) == nil)
        #expect(try AttributeText.decode(json) == attributes)
    }

    @Test func otherJSONIsLeftToTheDecoder() throws {
        #expect(PlainAttributes.read("{ \"a\" : \"b\" }") == nil)
        #expect(try AttributeText.decode("{ \"a\" : \"b\" }") == ["a": .text("b")])
        for broken in ["", "{", "{\"a\"", "{\"a\":", "{\"a\":\"b\"", "{\"a\":{\"n\":1", "{\"a\":{\"d\":\"soon\"}}", "{\"a\":\"b\"}}", "{\"a\":[\"b\"}"] {
            #expect(PlainAttributes.read(broken) == nil)
            #expect(throws: (any Error).self) { try AttributeText.decode(broken) }
        }
    }
}
