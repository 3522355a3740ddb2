import Testing

@Suite struct SwiftTextTests {
    @Test func commentsGoAndLiteralsAreSetApart() {
        let text = SwiftText("let a = \"one\" // two \"three\"\n/* four /* five */ \"six\" */ let b = #\"se\"ven\"#")
        #expect(text.literals == ["one", "se\"ven"])
        #expect(text.code == "let a = \"\" \n let b = \"\"")
    }

    @Test func codeInsideAnInterpolationIsCode() {
        let text = SwiftText(#"print("a \(call("b", (1))) c \" d")"#)
        #expect(text.literals == ["b", #"a \() c \" d"#])
        #expect(text.code == #"print(call("", (1))"")"#)
    }

    @Test func longLiteralsKeepTheirQuotes() {
        #expect(SwiftText("let a = \"\"\"\n  say \"hi\" // no comment\n  \"\"\"").literals == ["\n  say \"hi\" // no comment\n  "])
    }

    @Test func anUnfinishedLiteralOrCommentEnds() {
        #expect(SwiftText("let a = \"abc").literals == ["abc"])
        #expect(SwiftText("/* abc").code == "")
    }
}
