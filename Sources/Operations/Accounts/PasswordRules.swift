import Domain

/// What a password must not be: short, endless, the person's own name, one that everybody tries first.
///
/// Length counts and composition does not (NIST SP 800-63B, 5.1.1.2): no rule asks for digits or signs.
public enum PasswordRules {
    public static let shortest = 10
    public static let longest = 200

    /// Empty when the password may be used.
    public static func findings(_ password: String, signIn: String) -> [Finding] {
        let place = Place(path: "password")
        if password.count < shortest { return [Finding(.error, "password.tooShort", at: place, ["least": String(shortest)])] }
        if password.utf8.count > longest { return [Finding(.error, "password.tooLong", at: place, ["most": String(longest)])] }
        if isLikeName(password.lowercased(), signIn) { return [Finding(.error, "password.likeName", at: place)] }
        if isCommon(password.lowercased()) { return [Finding(.error, "password.common", at: place)] }
        return []
    }

    private static func isLikeName(_ password: String, _ signIn: String) -> Bool {
        signIn.count >= 3 && (password.contains(signIn) && password.count < signIn.count + 6)
    }

    /// Few different signs, a run along the digits, or one of the words that are tried first with digits behind.
    private static func isCommon(_ password: String) -> Bool {
        if Set(password).count < 4 { return true }
        let letters = password.filter(\.isLetter)
        if letters.isEmpty, "01234567890123456789".contains(password) || "98765432109876543210".contains(password) { return true }
        return triedFirst.contains(letters) && letters.count >= password.count - 6
    }

    private static let triedFirst: Set<String> = [
        "password", "passwd", "qwertyuiop", "qwerty", "asdfghjkl", "admin", "administrator", "welcome", "letmein", "iloveyou", "woaini", "huiyin",
        "abc", "aa", "test", "root", "user", "changeme", "abcd", "abcdef", "qazwsx", "qwert", "zxcvbnm", "hospital", "yiyuan", "wuye",
    ]
}
