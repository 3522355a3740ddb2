import Foundation
import RegulationEngine
import Testing

/// The same file must say the same to this program and to any other that reads YAML.
@Suite struct ParsersAgreeTests {
    static var files: [String] {
        let root = Pack.root.appendingPathComponent("Regulations")
        let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".yaml") }.sorted().map { "Regulations/" + $0 }
    }

    @Test func thereAreFiles() { #expect(Self.files.count > 20) }

    @Test(arguments: files) func noScalarIsDoubtful(path: String) throws {
        #expect(try PlainScalars.doubtful(in: try Pack.text(path)) == [])
    }

    @Test func doubtfulScalarsAreSeen() throws {
        let yaml = "a: on\nb: 2026-10-01\nc: 14:30\nd: 010\ne: \"no\"\nf: 3 days\ng: 70%\nh: 12\ni: true\nj: No\nk: 1_000\n"
        #expect(try PlainScalars.doubtful(in: yaml) == ["1: on", "2: 2026-10-01", "3: 14:30", "4: 010", "10: No", "11: 1_000"])
    }

    static let python = Python.withYAML()

    /// PyYAML, its scalars taken as texts, gives the same tree as we do. Runs where python3 has PyYAML, which ./check sees to.
    @Test(.enabled(if: python != nil, "python3 with PyYAML")) func pyYAMLReadsTheSame() throws {
        let python = try #require(Self.python)
        let theirs = try python.canonicalForms(of: Self.files.map { Pack.root.appendingPathComponent($0).path })
        #expect(theirs.count == Self.files.count)
        for (path, form) in zip(Self.files, theirs) { #expect(CanonicalForm.text(ofDocument: try Pack.text(path)) == form, "\(path)") }
    }
}

struct Python {
    static let program = """
        import json, sys, yaml
        for path in sys.argv[1:]:
            tree = yaml.load(open(path, encoding="utf-8"), Loader=yaml.BaseLoader)
            print(json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        """

    static func withYAML() -> Python? {
        (try? Python().run(["-c", "import yaml"])) == nil ? nil : Python()
    }

    func canonicalForms(of paths: [String]) throws -> [String] {
        try run(["-c", Self.program] + paths).split(separator: "\n").map(String.init)
    }

    private func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(code: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self)
    }

    struct Failed: Error { let code: Int32 }
}
