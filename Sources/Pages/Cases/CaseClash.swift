import Phrasebook

/// An act that came too late because somebody else was faster: why it was not done, what they did, and what had been written, so that nothing is lost.
public struct CaseClash: Sendable {
    public var why: String
    /// The last that was done on the case, in words.
    public var meanwhile: String?
    /// What was written into a form that is not offered any more.
    public var written: [LabelledText]

    public init(_ why: String, meanwhile: String? = nil, written: [LabelledText] = []) {
        (self.why, self.meanwhile, self.written) = (why, meanwhile, written)
    }

    func alert(_ chrome: PageChrome) -> HTML {
        Alert.render(.warn, icon(.triangleAlert, chrome), title: why, body: with(meanwhile) { "\($0)" }, isLive: true)
    }

    func kept(_ chrome: PageChrome) -> HTML {
        if written.isEmpty { return .none }
        return card(chrome.phrases("complaint.written"), inside("""
            <div class="stack"><p class="t12 muted">\(chrome.phrases("complaint.writtenHint"))</p>\
            \(each(written) { "<div><p class=\"t12 faint\">\($0.label)</p><p class=\"quote prose\">\($0.text)</p></div>" })</div>
            """))
    }
}
