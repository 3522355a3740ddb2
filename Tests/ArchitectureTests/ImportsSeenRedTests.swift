import Testing

@Suite struct ImportsSeenRedTests {
    private let table = """
        # House

        ## Import table

        | floor | target | holds | imports |
        |---|---|---|---|
        | ground | `Domain` | words, `quoted` | – |
        | | `Statistics` | figures | `Domain` |
        | window | `Web` | routes | `Domain`, `Hummingbird` |

        ## Something else

        | a | `NotATarget` | b | `X` |
        """

    private func imports(_ text: String) -> Set<String> { Imports.of(SourceFile(path: "Sources/Web/A.swift", text: text)) }

    @Test func everyFormOfImportIsRead() {
        #expect(
            imports(
                "import Domain\n@testable import Web\npublic import SQLCore\nimport struct Foundation.URL\n@_implementationOnly import CSQLite\n@preconcurrency import Dispatch"
            )
                == ["Domain", "Web", "SQLCore", "Foundation", "CSQLite", "Dispatch"])
    }

    @Test func importsInCommentsAndTextAreNot() {
        #expect(imports("// import Storage\n/* import Yams */ let text = \"\"\"\nimport Rehearsal\n\"\"\"") == [])
    }

    @Test func theTableIsReadFromItsSectionOnly() {
        #expect(Imports.table(in: table) == ["Domain": [], "Statistics": ["Domain"], "Web": ["Domain", "Hummingbird"]])
    }

    @Test func anImportUpwardAMissingRowAndAStaleRowAreFound() {
        let actual: [String: Set<String>] = ["Domain": ["Storage"], "Statistics": ["Domain"], "Pages": []]
        #expect(
            Imports.differences(actual: actual, table: Imports.table(in: table)) == [
                "Domain imports Storage, which the import table does not allow",
                "Pages is not in the import table of ARCHITECTURE.md",
                "the import table names Web, which has no sources",
            ])
    }
}
