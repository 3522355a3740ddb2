import Domain
import RegulationEngine
import SQLCore
import Storage

/// A figure of an edition as somebody decides it.
public struct FigureDecision: Sendable, Hashable {
    public var parameter: String
    /// In written form; nil keeps the value that stands there.
    public var value: String?
    /// Accepted by the actor, by name. A value that is not accepted keeps the edition from being submitted.
    public var isAccepted: Bool

    public init(parameter: String, value: String? = nil, isAccepted: Bool) {
        (self.parameter, self.value, self.isAccepted) = (parameter, value, isAccepted)
    }
}

extension Adopting {
    /// Sets and accepts figures of a draft, all of them or, when one is wrong, none. What was rehearsed before must be rehearsed again.
    ///
    /// - Parameter why: needed where a stated figure is changed.
    /// - Throws: `.invalid` with a finding for each figure that cannot be taken.
    public func decide(_ context: Context, in edition: EditionID, _ decisions: [FigureDecision], why: String? = nil) throws {
        try premises.database.write { session in try decide(context, in: edition, decisions, why: why, in: session) }
    }

    /// The same inside a transaction of the caller.
    public func decide(
        _ context: Context, in edition: EditionID, _ decisions: [FigureDecision], why: String? = nil, in session: any SQLWriting
    ) throws {
        try requireNamed(context)
        let desk = try EditionDesk.open(edition, context, premises, in: session)
        try desk.access.require(.regulate, context)
        try EditionLife.check(.decide, desk.row)
        let changes = try FigureChange.all(decisions, desk, why: why, context)
        guard !changes.isEmpty else { return }
        for change in changes { try write(change, desk, why, context, session) }
        var row = desk.row
        (row.changedAt, row.changedBy, row.rehearsedAt, row.rehearsal) = (context.now, context.actor.staff, nil, nil)
        guard try EditionRows.update(row, from: .draft, of: context.organisation, in: session) else {
            throw Refusal.conflict(code: "edition.changedMeanwhile", by: nil, since: nil)
        }
    }

    private func write(_ change: FigureChange, _ desk: EditionDesk, _ why: String?, _ context: Context, _ session: any SQLWriting) throws {
        try EditionValueRows.save(change.value, in: desk.row.id, context.organisation, in: session)
        try Journal.append(
            "edition.figureDecided", context, adoption: desk.row.adoption, other: desk.row.id.rawValue, why: why?.trimmed,
            clause: change.parameter.basis.clauses.first,
            payload: [
                "parameter": change.parameter.id, "value": change.value.value, "before": desk.values[change.parameter.id]?.value ?? "",
                "accepted": change.value.acceptedBy == nil ? "false" : "true",
            ], premises: premises, in: session)
    }
}

/// A decision that changes something, checked.
private struct FigureChange {
    let parameter: Parameter
    let value: EditionValueRows.Value

    static func all(_ decisions: [FigureDecision], _ desk: EditionDesk, why: String?, _ context: Context) throws(Refusal) -> [FigureChange] {
        var changes: [FigureChange] = []
        var findings: [Finding] = []
        for decision in decisions {
            switch change(decision, desk, why, context) {
            case .success(let change?): changes.append(change)
            case .success(nil): continue
            case .failure(let wrong): findings.append(wrong.finding)
            }
        }
        guard findings.isEmpty else { throw .invalid(findings) }
        return changes
    }

    private static func change(
        _ decision: FigureDecision, _ desk: EditionDesk, _ why: String?, _ context: Context
    ) -> Result<FigureChange?, WrittenValue.Wrong> {
        guard let parameter = desk.regulation.parameter(decision.parameter) else { return .failure(unknown(decision.parameter)) }
        let before = desk.values[parameter.id]
        return WrittenValue.read(decision.value ?? before?.value ?? parameter.value ?? "", as: parameter).flatMap { written in
            if parameter.standing == .stated, written != parameter.value, (why?.trimmed ?? "").isEmpty {
                return .failure(.init(finding: WrittenValue.finding(parameter, "parameterStatedNeedsReason", .error, ["value": written])))
            }
            return .success(FigureChange(parameter, written, decision.isAccepted, before, context))
        }
    }

    /// Nil when the figure and its acceptance stay as they are: who accepted first remains the one who accepted.
    private init?(_ parameter: Parameter, _ written: String, _ isAccepted: Bool, _ before: EditionValueRows.Value?, _ context: Context) {
        if let before, before.value == written, (before.acceptedBy != nil) == isAccepted { return nil }
        self.parameter = parameter
        value = EditionValueRows.Value(
            parameter: parameter.id, value: written, acceptedBy: isAccepted ? context.actor.staff : nil, acceptedAt: isAccepted ? context.now : nil)
    }

    private static func unknown(_ name: String) -> WrittenValue.Wrong {
        .init(finding: Finding(.error, "parameterUnknown", at: Place(path: "parameters.\(name)"), ["parameter": name]))
    }
}
