import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The register of assessments, and what is not there.
@Suite struct AssessmentPagesTests {
    @Test func theRegisterOpensForEverybodyAndKnowsNothingOfOthers() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            for person in [TestSite.Person.nurse, .head, .quality] {
                let reader = try await walk.browser(person)
                #expect(try await reader.get("/assessments").status == .ok)
                #expect(try await reader.get("/assessments/print").status == .ok)
                #expect(try await reader.get("/assessments/rows.csv").headers[.contentType]?.hasPrefix("text/csv") == true)
                #expect(try await reader.get("/assessments/rows.xlsx").status == .ok)
                #expect(try await reader.get("/assessments/9").status == .notFound)
                for step in ["notice", "acceptance", "objection", "hearing", "decision", "corrections"] {
                    let fields = [("reason", "x"), ("verdict", "upheld"), ("option", "none"), ("text", "x")]
                    #expect(try await reader.post("/assessments/9/\(step)", fields).status == .notFound, "\(step)")
                }
            }
        }
    }
}
