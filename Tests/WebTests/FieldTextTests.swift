import Testing

@testable import Web

@Suite struct FieldTextTests {
    @Test func pairsAsBrowsersWriteThem() throws {
        let form = Form(fields: try FieldText.pairs("a=1&b=%E5%9B%9E+%2B&a=2&empty=&flag&=x&c=100%25%zz".utf8))
        #expect(form["a"] == "1")
        #expect(form.all("a") == ["1", "2"])
        #expect(form["b"] == "回 +")
        #expect(form["empty"] == "")
        #expect(form.text("empty") == nil)
        #expect(form["flag"] == "")
        #expect(form["c"] == "100%%zz", "a sign that begins no byte stays one")
        #expect(form["missing"] == nil)
    }

    @Test func lineEndsBecomeOne() throws {
        #expect(try FieldText.pairs("a=x%0D%0Ay".utf8).first?.value == "x\ny")
    }

    @Test func groupsUnderAPrefix() throws {
        let form = Form(fields: try FieldText.pairs("answer.q1=a&answer.q2=b&answer.q2=c&other=d".utf8))
        #expect(form.group("answer.") == ["q1": ["a"], "q2": ["b", "c"]])
    }

    @Test func whatIsNoText() {
        #expect(throws: BadForm.notUTF8) { try FieldText.pairs("a=%FF".utf8) }
        #expect(throws: BadForm.notUTF8) { try FieldText.pairs("a=%C0%80".utf8) }
        #expect(throws: BadForm.notUTF8) { try FieldText.pairs("a=%ED%A0%80".utf8) }
        #expect(throws: BadForm.holdsNUL) { try FieldText.pairs("a=%00".utf8) }
        #expect(throws: BadForm.tooManyFields) { try FieldText.pairs(String(repeating: "a&", count: 10_001).utf8) }
    }
}
