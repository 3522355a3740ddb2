import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook

extension SitePath {
    static let team = SitePath("/team")
}

/// Who of one's units has how much.
struct TeamRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.team.route, use: show)
    }

    @Sendable private func show(_ request: Request, _ visit: Visit) async throws -> Response {
        let unit: UnitID? = try request.query.id("unit")
        let board = try await site.work(visit) { try Team($0).board(unit: unit, $1) }
        return site.page(request, visit) { chrome in
            let units = board.units.map { Choice($0.id.description, $0.name) }
            return TeamPage.render(TeamPage.Model(unit: unit?.description, units: units, lines: TeamMap(chrome: chrome).lines(board)), chrome)
        }
    }
}

/// How people and their loads are shown.
struct TeamMap {
    let chrome: PageChrome
    private var p: Phrases { chrome.phrases }

    /// What nobody has stands first where there is any.
    func lines(_ board: Team.Board) -> [TeamPage.Line] {
        let pool = TeamPage.Line(
            id: nil, name: p("queue.unassigned"), open: board.pool.open, dueToday: board.pool.dueToday, overdue: board.pool.overdue)
        return (board.pool.open > 0 ? [pool] : []) + board.members.map(line)
    }

    private func line(_ member: Team.Member) -> TeamPage.Line {
        TeamPage.Line(
            id: member.staff.id.description, name: member.staff.name, units: member.unitNames, open: member.open, dueToday: member.dueToday,
            overdue: member.overdue, doneToday: member.doneToday, absence: absence(member))
    }

    private func absence(_ member: Team.Member) -> String? {
        guard let until = member.awayUntil else { return nil }
        guard let other = member.standIn else { return p("team.away", ["day": .text(until.iso)]) }
        return p("team.awayWithStandIn", ["day": .text(until.iso), "other": .text(other)])
    }
}
