import Domain
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Phrasebook
import Synchronization

extension SitePath {
    static let pulse = SitePath("/pulse")
}

/// What a page that stands open asks by itself: which rows are in its list now, who else has
/// this console open, and how many notices wait. Answers that say nothing new are empty.
/// Asking keeps no session alive, and nobody asks while the page is not looked at.
struct LiveRoutes: Sendable {
    let site: Site
    private let limit = LookLimit(most: 60, seconds: 60)

    init(site: Site) { self.site = site }

    func add(to router: Router<Visit>) {
        router.get(SitePath.pulse.route, use: pulse)
    }

    @Sendable private func pulse(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let visitor = visit.visitor else { throw SignInNeeded() }
        try limit.admit(visitor.context.actor.account, at: visitor.context.now)
        let query = try request.query
        let asked = query["scope"] == nil ? nil : QueueMap.request(QueueMap.filter(query))
        let open = query.text("followUp").flatMap { FollowUpID($0) }
        let rows = try await site.work(visit) { premises, context in
            if let open { _ = try Worklist(premises).line(open, context) }
            return try asked.map { try Worklist(premises).places($0, context) }
        }
        let others = open.map { site.openConsoles.see($0, visitor.context) }
        return answer(text(visitor, rows, others, site.phrases.phrases(in: visit.manners.language)), to: request)
    }

    private func text(_ visitor: Visitor, _ rows: [FollowUpID]?, _ others: [String]?, _ p: Phrases) -> String {
        let waiting = visitor.unseenNotices
        let written = p.bounded(waiting, limit: Notices.ceiling - 1)
        let name = waiting == 0 ? p("notices.title") : p("notices.waiting", ["n": .text(written)])
        let list = rows.map { rows in ",\"rows\":[" + rows.map { "\"\($0)\"" }.joined(separator: ",") + "]" } ?? ""
        let bell = JSONText([("name", name), ("count", waiting == 0 ? "" : written)]).text
        let here = others.map { ",\"here\":" + JSONText([("words", OpenConsoles.words($0, p) ?? "")]).text } ?? ""
        return "{\"bell\":\(bell)\(list)\(here)}"
    }

    private func answer(_ text: String, to request: Request) -> Response {
        let mark = "\"\(Self.mark(text))\""
        var response = request.headers[.ifNoneMatch] == mark ? Response(status: .notModified) : Response.text(text, type: "application/json")
        response.headers[.eTag] = mark
        return response
    }

    /// FNV-1a of the text: tells two answers apart, and nothing depends on it but an answer that is left out.
    private static func mark(_ text: String) -> String {
        String(text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
    }
}

/// How often the pages of one account may look, all windows together.
final class LookLimit: Sendable {
    private let most: Int
    private let seconds: Int64
    private let looks = Mutex<[Int64: (since: Instant, count: Int)]>([:])
    /// So many accounts are remembered before those that are quiet are forgotten.
    private static let accounts = 10_000

    init(most: Int, seconds: Int64) { (self.most, self.seconds) = (most, seconds) }

    /// - Throws: ``TooManyTries`` until the stretch is over.
    func admit(_ account: Int64, at now: Instant) throws {
        let wait = looks.withLock { looks -> Int64? in
            if looks.count > Self.accounts { looks = looks.filter { now < $0.value.since.adding(seconds: seconds) } }
            var own = looks[account].flatMap { now < $0.since.adding(seconds: seconds) ? $0 : nil } ?? (since: now, count: 0)
            own.count += 1
            looks[account] = own
            return own.count > most ? own.since.adding(seconds: seconds).milliseconds(since: now) / 1000 + 1 : nil
        }
        if let wait { throw TooManyTries(seconds: wait) }
    }
}
