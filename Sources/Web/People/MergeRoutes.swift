import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

extension SitePath {
    static let merge = SitePath("/parties/{id}/merge")
    static let merges = SitePath("/parties/{id}/merges")
    static let mergeUndoing = SitePath("/parties/{id}/merges/{merge}/undoing")
}

/// Two records made one person, and back.
struct MergeRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.merge.route, use: look)
        router.post(SitePath.merges.route, use: merge)
        router.post(SitePath.mergeUndoing.route, use: undo)
    }

    @Sendable private func look(_ request: Request, _ visit: Visit) async throws -> Response {
        try await page(request, visit, number: String((try request.query.text("number") ?? "").trimmed.prefix(80)), errors: [])
    }

    private func page(_ request: Request, _ visit: Visit, number: String, errors: [Finding]) async throws -> Response {
        let id: PartyID = try visit.id()
        let party = try await site.work(visit) { try People($0).view(id, $1).party }
        var (preview, errors): (Merging.Preview?, [Finding]) = (nil, errors)
        if !number.isEmpty {
            do { preview = try await site.work(visit) { try Merging($0).preview(id, takingIn: number, $1) } } catch { errors += try Refusal.findings(in: error) }
        }
        return site.page(request, visit, status: errors.isEmpty ? .ok : .unprocessableContent) { [preview, errors] chrome in
            let map = MergeMap(chrome: chrome, lines: Lines(chrome, site, visit))
            return MergePage.render(map.model(party, number: number, preview, errors), chrome)
        }
    }

    @Sendable private func merge(_ request: Request, _ visit: Visit) async throws -> Response {
        let id: PartyID = try visit.id()
        guard let other = visit.form.id("other", Party.self) else { throw Refusal.notFound }
        let why = visit.form["why"] ?? ""
        do {
            try await site.work(visit) { try Merging($0).merge(other, into: id, why: why, $1) }
        } catch {
            return try await page(request, visit, number: visit.form["number"] ?? "", errors: Refusal.findings(in: error))
        }
        return Response.seeOther(Address.party(id.description)).saying(Flash(.ok, "flash.merged"), SiteCookies(site, request, visit))
    }

    @Sendable private func undo(_ request: Request, _ visit: Visit) async throws -> Response {
        let merge = try visit.number("merge")
        let survivor = try await site.work(visit) { try Merging($0).undo(merge, $1) }
        return Response.seeOther(Address.party(survivor.description)).saying(Flash(.ok, "flash.mergeUndone"), SiteCookies(site, request, visit))
    }
}

/// How two records are shown beside each other.
struct MergeMap {
    let chrome: PageChrome
    let lines: Lines
    private var p: Phrases { chrome.phrases }
    private var words: CivilWords { chrome.words }

    func model(_ party: Party, number: String, _ preview: Merging.Preview?, _ errors: [Finding]) -> MergePage.Model {
        let errors = FindingWords.errors(errors, otherwise: "number", p)
        guard let preview else { return MergePage.Model(id: party.id.description, name: party.name, number: number, errors: errors) }
        let (kept, left) = (preview.survivor, preview.merged)
        return MergePage.Model(
            id: kept.party.id.description, name: kept.party.name, number: number, sides: (side(kept), side(left)), differences: differences(kept.party, left.party),
            warnings: preview.endings.map(ending), openForBoth: preview.openForBoth.map { $0.text(in: p.language) },
            swapAddress: kept.party.number.map { Address.query(Address.merge(of: left.party.id.description), [("number", $0)]) }, errors: errors)
    }

    private func side(_ side: Merging.Side) -> MergePage.Side {
        let party = side.party
        func amount(_ key: PhraseKey, _ table: String) -> LabelledText { LabelledText(p(key), p.number(side.amounts[table] ?? 0)) }
        let facts = [
            LabelledText(p("console.partyNumber"), party.number ?? ""), LabelledText(p("merge.sex"), sex(party)), LabelledText(p("merge.bornOn"), party.bornOn?.iso ?? ""),
            LabelledText(p("party.phones"), side.maskedPhones.joined(separator: ", ")), LabelledText(p("queue.whichUnit"), side.unitNames.joined(separator: ", ")),
            amount("merge.events", "event"),
            LabelledText(p("merge.followUps"), p("merge.followUpsOpen", ["n": .number(side.amounts["follow_up"] ?? 0), "open": .number(side.openFollowUps)])),
            amount("merge.contacts", "contact"), amount("merge.cases", "case_file"),
        ]
        return MergePage.Side(id: party.id.description, name: party.name, facts: facts + state(party))
    }

    private func ending(_ reason: StopReason) -> String { reason == .deceased ? p("merge.ends.deceased") : p("merge.ends.refused") }

    private func sex(_ party: Party) -> String {
        let codes = lines.registry.envelope.first { $0.name == "sex" }?.codes ?? []
        return codes.first { $0.code == party.sex }?.title.text(in: p.language) ?? ""
    }

    private func state(_ party: Party) -> [LabelledText] {
        let said = (party.status == .active ? [] : [words.word("status", party.status.rawValue)]) + party.refusals.map { words.word("partyRefusal", $0) }
        return said.isEmpty ? [] : [LabelledText(p("merge.state"), said.joined(separator: ", "))]
    }

    private func differences(_ kept: Party, _ left: Party) -> [String] {
        var differences: [String] = []
        if kept.name != left.name { differences.append(p("merge.name")) }
        if let one = kept.sex, let other = left.sex, one != other { differences.append(p("merge.sex")) }
        if let one = kept.bornOn, let other = left.bornOn, one != other { differences.append(p("merge.bornOn")) }
        return differences
    }
}
