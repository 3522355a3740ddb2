/// What in the engine carries out an obligation.
public enum Mechanism: String, Sendable, Hashable, CaseIterable {
    case trigger, window, recurrence, reach, scope, exemption, assignment, channel, ladder, contactHours, appointment, signature, review
    case form, guidance, outcome, decision, message, improvement, measure, assessment, draw, clock, register, retention, role
    case report, plan, publication, meeting, training, expense, duty
    /// The clause states something; nothing has to be done.
    case statement
}

/// Which mechanism may carry which kind of obligation. Only questions, preparation, conduct and confidentiality may be mere prompts.
public enum CarryingTable {
    public static let allowed: [String: Set<Mechanism>] = [
        // A rule without a condition holds for everybody whom its event names.
        "scope": [.scope, .exemption, .role, .trigger],
        "trigger": [.trigger],
        "window": [.window],
        "recurrence": [.recurrence],
        "coverage": [.measure, .reach],
        "sampling": [.draw],
        "assignee": [.assignment],
        "role": [.role, .assignment],
        "channel": [.channel],
        "contact-hours": [.contactHours],
        "preparation": [.guidance],
        "appointment": [.appointment],
        "plan": [.plan],
        "form-field": [.form],
        "question": [.form, .guidance],
        "sign-off": [.signature],
        "review": [.review],
        "outcome-rule": [.outcome, .ladder],
        "escalation": [.decision, .clock],
        "exemption": [.exemption],
        "dedup": [.exemption],
        "sla": [.clock],
        "register": [.register],
        "report": [.report],
        "publish": [.publication],
        "notify": [.message],
        "survey": [.form],
        // A sanction that a person chooses among those the source names is a decision.
        "assessment": [.assessment, .measure, .decision],
        "improvement": [.improvement],
        "retention": [.retention],
        "confidentiality": [.guidance, .form],
        "training": [.training],
        "conduct": [.guidance],
        "expense": [.expense],
        "knowledge": [.register, .duty, .decision],
        "meeting": [.meeting],
        "validity": [.statement],
        "other": [.statement, .duty],
        "purpose": [.statement],
        "heading": [.statement],
    ]

    /// Kinds that state something by their nature.
    public static let stating: Set<String> = ["purpose", "heading"]
}
