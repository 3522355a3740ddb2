import Domain

/// The written form of a parameter's value, checked by its kind: in the file and when an organisation fills it in.
public enum ParameterValue {
    /// The code of the finding that says why `text` is no value of this kind; nil when it is one.
    public static func problem(_ text: String, kind: Parameter.Kind, choices: [String] = []) -> String? {
        switch kind {
        case .period: Period(text) == nil ? "notPeriod" : nil
        case .number, .day: Int(text).map { $0 >= 0 } == true ? nil : "notInteger"
        case .percent: Percentage.partsOfTenThousand(text) == nil ? "notPercent" : nil
        case .flag: ["true", "false"].contains(text) ? nil : "notFlag"
        case .text: text.isEmpty ? "emptyText" : nil
        case .choice: choices.contains(text) ? nil : "notChoice"
        case .time: LocalTime(text) == nil ? "notTimeOfDay" : nil
        }
    }
}
