/// Counts that are also filters: links, so that a filter can be kept as a bookmark.
public struct FilterTile: Sendable {
    public var title: String
    public var count: BoundedCount
    public var tone: Tone
    public var address: String
    public var isCurrent: Bool

    public init(_ title: String, _ count: BoundedCount, tone: Tone = .plain, address: String, isCurrent: Bool = false) {
        (self.title, self.count, self.tone, self.address, self.isCurrent) = (title, count, tone, address, isCurrent)
    }
}

enum FilterTiles {
    static func render(_ tiles: [(FilterTile, IconName?)], label: String, _ chrome: PageChrome) -> HTML {
        #"<nav class="tiles" aria-label="\#(label)">\#(each(tiles) { tile, name in one(tile, name, chrome) })</nav>"#
    }

    private static func one(_ tile: FilterTile, _ name: IconName?, _ chrome: PageChrome) -> HTML {
        """
        <a class="tile \(tile.tone.name)" href="\(url: tile.address)"\(attribute: "aria-current", tile.isCurrent ? "true" : nil)>\
        <b>\(tile.count.written(chrome.phrases))</b><span>\(with(name) { icon($0, chrome, size: .small) })\(tile.title)</span></a>
        """
    }
}
