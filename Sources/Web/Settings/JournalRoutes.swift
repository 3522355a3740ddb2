import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import Storage

extension SitePath {
    static let journal = SitePath("/journal")
}

/// The audit journal, for those who may audit.
struct JournalRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.journal.route, use: show)
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        let asked = JournalReading.Question(act: query.text("kind"), actor: query.id("actor"), from: query.day("from"), to: query.day("to"))
        let before = query.text("after").flatMap { Int64($0) }
        let (page, directory) = try await site.work(visit) { (try JournalReading($0).page(asked, before: before, $1), try StaffDesk($0).directory($1)) }
        return site.page(request, visit) { chrome in
            let words = JournalWords(Lines(chrome, site, visit))
            return JournalPage.render(
                JournalPage.Model(
                    lines: page.entries.map { words.line($0) }, actors: directory.people.map { Choice($0.staff.id.description, $0.staff.name) },
                    kinds: Self.kinds.map { Choice($0 + ".", chrome.words.word("actKind", $0)) }, actor: query.text("actor"), kind: query.text("kind"),
                    from: query.text("from"), to: query.text("to"), turn: Self.turn(page.next, query)), chrome)
        }
    }

    private static let kinds = ["account", "adoption", "bulk", "case", "contact", "contactPoint", "duty", "edition", "event", "followUp", "post", "record", "report", "staff", "unit", "view"]

    private static func turn(_ next: Int64?, _ query: Form) -> PageTurn {
        let filter = ["actor", "kind", "from", "to"].map { ($0, query.text($0)) }
        let first = Address.query(SitePath.journal.address(), filter)
        return PageTurn(
            next: next.map { Address.query(SitePath.journal.address(), filter + [("after", String($0))]) }, first: query.text("after") == nil ? nil : first)
    }
}
