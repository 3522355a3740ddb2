import Domain
import Phrasebook

/// What every page needs beside its own model: who looks, in which language, at what time, and where things are.
public struct PageChrome: Sendable {
    public enum Theme: String, Sendable, CaseIterable { case light, dark, auto }

    public struct User: Sendable {
        public var name: String
        public var role: String
        public var organisation: String
        public var site: String?
        /// Notices that wait to be looked at.
        public var notices: BoundedCount

        public init(name: String, role: String, organisation: String, site: String? = nil, notices: BoundedCount = BoundedCount(0, limit: 99)) {
            (self.name, self.role, self.organisation, self.site, self.notices) = (name, role, organisation, site, notices)
        }
    }

    /// A message about what was just done, shown once on top of the page.
    public struct Flash: Sendable {
        public var tone: Tone
        public var text: String
        /// An act on many follow-ups that can be taken back from here, by its number.
        public var undoes: String?

        public init(_ tone: Tone, _ text: String, undoes: String? = nil) { (self.tone, self.text, self.undoes) = (tone, text, undoes) }
    }

    public var phrases: Phrases
    public var zone: CivilZone
    public var now: Instant
    public var theme: Theme
    /// Single-key shortcuts may be turned off (WCAG 2.1.4).
    public var singleKeys: Bool
    /// Goes into every form as the hidden field `csrf`, and into `<meta name="csrf">` for scripts.
    public var csrf: String
    /// Nobody is signed in when nil: the page has no navigation.
    public var user: User?
    /// What the person may see, in order.
    public var navigation: [NavigationEntry]
    public var assets: AssetPaths
    /// Path and query of this page, to come back to after a change of language or theme.
    public var path: String
    public var flash: Flash?

    public init(
        phrases: Phrases, zone: CivilZone, now: Instant, theme: Theme = .auto, singleKeys: Bool = true, csrf: String,
        user: User?, navigation: [NavigationEntry] = [], assets: AssetPaths, path: String, flash: Flash? = nil
    ) {
        (self.phrases, self.zone, self.now, self.theme, self.singleKeys) = (phrases, zone, now, theme, singleKeys)
        (self.csrf, self.user, self.navigation, self.assets) = (csrf, user, navigation, assets)
        (self.path, self.flash) = (path, flash)
    }

    public var words: CivilWords { CivilWords(phrases, zone: zone, now: now) }

    /// The hidden field that every form with `method="post"` carries.
    var csrfField: HTML { #"<input type="hidden" name="csrf" value="\#(csrf)">"# }
}

/// What a colour means; always with an icon and words.
public enum Tone: String, Sendable, CaseIterable {
    case plain, danger, warn, ok, info, plum, brand

    /// The class of a style sheet rule; plain has none.
    var name: String { self == .plain ? "" : rawValue }
}
