import Domain

/// Reports that contain what no report knows, or that nobody signs for.
extension RegulationCheck {
    func reportFindings() -> [Finding] {
        regulation.duties.filter(\.isReport).flatMap { duty in duty.blocks.compactMap { unknown($0, in: duty) } + unsigned(duty) + unowed(duty) }
    }

    private func unknown(_ block: ReportBlock, in duty: DutyRule) -> Finding? {
        guard block.kind == nil else { return nil }
        let place = Place(path: "duties.\(duty.id).blocks")
        let known = ReportBlock.Kind.allCases.map(\.rawValue)
        guard let nearest = Nearest.name(to: block.name, in: known) else {
            return Finding(.error, "reportBlockUnknown", at: place, ["block": block.name, "known": known.joined(separator: ", ")])
        }
        return Finding(.error, "reportBlockUnknown.near", at: place, ["block": block.name, "known": known.joined(separator: ", "), "nearest": nearest])
    }

    private func unsigned(_ duty: DutyRule) -> [Finding] {
        guard duty.delivery == .circulate, duty.to.isEmpty else { return [] }
        return [Finding(.error, "reportToNobody", at: Place(path: "duties.\(duty.id).deliver"), ["report": duty.id])]
    }

    /// Without a last day nothing is late.
    private func unowed(_ duty: DutyRule) -> [Finding] {
        guard duty.dueDay == nil, duty.remind != nil || duty.escalate != nil else { return [] }
        return [Finding(.warning, "dutyWithoutLastDay", at: Place(path: "duties.\(duty.id)"), ["duty": duty.id])]
    }
}
