import Domain

/// The natural key in its full form, so that a discharge and its cancel meet whichever of them says the number of the discharge.
enum EventKey {
    /// Sources leave out `nth` where there is only one: it is the first then.
    static func complete(_ key: String, of kind: EventKind) -> String {
        guard kind.naturalKey.last == "nth" else { return key }
        if parts(key) < kind.naturalKey.count { return key + "/1" }
        return key.hasSuffix("/") && !key.hasSuffix("\\/") ? key + "1" : key
    }

    /// A slash with a backslash before it belongs to its part.
    private static func parts(_ key: String) -> Int {
        var (count, isEscaped) = (1, false)
        for unit in key.utf8 {
            if isEscaped {
                isEscaped = false
            } else if unit == 0x5C {
                isEscaped = true
            } else if unit == 0x2F {
                count += 1
            }
        }
        return count
    }
}
