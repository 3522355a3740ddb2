import Testing

@testable import Web

/// What hostile and honest senders write, cut into pieces of every size.
@Suite struct MultipartTests {
    @Test(arguments: [1, 2, 3, 7, 64, 100_000]) func fieldsAndFiles(size: Int) throws {
        let body = "preamble\r\n--B\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntoken\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\nx,y\r\n1,2\r\n\r\n--B--\r\nepilogue"
        let parts = try Self.read(body, boundary: "B", by: size)
        #expect(parts.map(\.header) == [PartHeader(field: "csrf"), PartHeader(field: "file", fileName: "a.csv")])
        #expect(parts.map(\.text) == ["token", "x,y\r\n1,2\r\n"])
    }

    @Test(arguments: [1, 5, 1000]) func emptyParts(size: Int) throws {
        let body = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--B\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n\r\n--B--"
        #expect(try Self.read(body, boundary: "B", by: size).map(\.text) == ["", ""])
    }

    /// Content that nearly is a delimiter stays content.
    @Test(arguments: [1, 3, 1000]) func almostDelimiters(size: Int) throws {
        let content = "\r\n--\r\n-B\r\n--A--B\r--B\n--B\r\n"
        let body = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(content)\r\n--B--"
        #expect(try Self.read(body, boundary: "B", by: size).map(\.text) == [content])
    }

    @Test func fileNamesLoseTheirFolders() throws {
        for (written, name) in [("../../etc/passwd", "passwd"), ("C:\\Users\\x\\报表.csv", "报表.csv"), ("a%22b%0D%0A.csv", "a\"b .csv"), ("..", "..")] {
            let header = try PartHeader(Array("Content-Disposition: form-data; name=\"f\"; filename=\"\(written)\"".utf8))
            #expect(header.fileName == name)
        }
    }

    @Test(arguments: [
        ("", BadForm.Reason.noDelimiter),
        ("nothing here", .noDelimiter),
        ("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", .cutShort),
        ("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B", .cutShort),
        ("--Bx\r\n\r\n\r\n--B--", .noDelimiter),
        ("--B\r\nX: y\r\n\r\nx\r\n--B--", .noName),
        ("--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--", .noName),
        ("--B\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--B--", .noName),
        ("--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--B--", .badHeader),
        ("--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B--", .badHeader),
        ("--B\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--B--", .badHeader),
        ("--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nx\r\n--B--", .badHeader),
        ("--B\r\nno colon\r\n\r\nx\r\n--B--", .badHeader),
        ("--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--B--", .encoded),
        ("--B\r\n" + String(repeating: "X-A: y\r\n", count: 3000) + "\r\nx\r\n--B--", .headerTooLong),
        (String(repeating: "x", count: 100_000) + "\r\n--B--", .noDelimiter),
    ])
    func hostileBodies(body: String, reason: BadForm.Reason) {
        for size in [1, 1000, 200_000] {
            #expect(throws: BadForm.malformed(reason)) { try Self.read(body, boundary: "B", by: size) }
        }
    }

    @Test(arguments: ["", String(repeating: "b", count: 71), "line\r\nend", "回音", "ends "]) func badBoundaries(boundary: String) {
        #expect(throws: BadForm.malformed(.noBoundary)) { try MultipartReader(boundary: boundary) }
    }

    @Test func boundariesInContentTypes() throws {
        #expect(try FormIntake.boundary(of: "multipart/form-data; boundary=abc") == "abc")
        #expect(try FormIntake.boundary(of: "multipart/form-data; charset=utf-8; Boundary=\"a b\"") == "a b")
        #expect(throws: BadForm.malformed(.noBoundary)) { try FormIntake.boundary(of: "multipart/form-data") }
    }

    @Test func textThatIsNoText() {
        let header = "Content-Disposition: form-data; name=\"a\""
        #expect(throws: BadForm.notUTF8) { try PartHeader(Array(header.utf8) + [0xff]) }
        #expect(throws: BadForm.holdsNUL) { try PartHeader(Array(header.utf8) + [0]) }
    }

    private struct Part {
        var header: PartHeader
        var text = ""
        var isWhole = false
    }

    private static func read(_ body: String, boundary: String, by size: Int) throws -> [Part] {
        var reader = try MultipartReader(boundary: boundary)
        var parts: [Part] = []
        let bytes = Array(body.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try reader.read(bytes[start..<min(bytes.count, start + size)]) { event in
                switch event {
                case .part(let header): parts.append(Part(header: header))
                case .data(let data): parts[parts.count - 1].text += String(decoding: data, as: UTF8.self)
                case .endOfPart: parts[parts.count - 1].isWhole = true
                }
            }
        }
        try reader.finish()
        #expect(parts.allSatisfy { $0.isWhole })
        return parts
    }
}
