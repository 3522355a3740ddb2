/// A message that stands in the page: an icon, a bold first phrase, more words, actions inside.
enum Alert {
    /// - Parameter isLive: read out when it appears; a failed submit interrupts (`alert`), the rest waits (`status`).
    static func render(
        _ tone: Tone, _ icon: HTML, title: String, body: HTML = .none, actions: HTML = .none, isLive: Bool = false
    ) -> HTML {
        """
        <div class="alert \(tone.name)"\(attribute: "role", isLive ? (tone == .danger ? "alert" : "status") : nil)>\(icon)\
        <div><strong>\(title)</strong>\(body.isEmpty ? .none : " " + body)</div>\
        \(when(!actions.isEmpty, "<div class=\"acts\">\(actions)</div>"))</div>
        """
    }
}
