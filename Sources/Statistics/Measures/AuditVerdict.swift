/// What an audit says of a follow-up: answers to the question `verdict` of the form that audits fill in.
public enum AuditVerdict {
    public static let field = "verdict"

    /// Answers by which the follow-up was not made, whatever its record says: not made at all, or recorded without being made.
    public static let notMade = ["notMade", "falsified"]
}
