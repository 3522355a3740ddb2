/// Where the files of the page are: path below `/static` → versioned address and integrity, made once at start.
public struct AssetPaths: Sendable {
    public struct Asset: Sendable, Hashable {
        /// `/static/css/app.css?v=0123456789ab`
        public var address: String
        /// `sha256-…`, for scripts and style sheets; nil when unknown.
        public var integrity: String?

        public init(address: String, integrity: String? = nil) {
            (self.address, self.integrity) = (address, integrity)
        }
    }

    private let assets: [String: Asset]

    /// `assets` by path: `css/app.css`, `js/ui.js`, `vendor/htmx/htmx.min.js`, `vendor/icons/icons.svg`.
    public init(_ assets: [String: Asset] = [:]) { self.assets = assets }

    /// An asset nobody listed keeps its plain address.
    public subscript(path: String) -> Asset { assets[path] ?? Asset(address: "/static/" + path) }

    func styleSheet(_ path: String) -> HTML {
        let asset = self[path]
        return #"<link rel="stylesheet" href="\#(url: asset.address)"\#(attribute: "integrity", asset.integrity)>"#
    }

    func script(_ path: String) -> HTML {
        let asset = self[path]
        return #"<script src="\#(url: asset.address)"\#(attribute: "integrity", asset.integrity) defer></script>"#
    }

    func module(_ path: String) -> HTML {
        let asset = self[path]
        return #"<script type="module" src="\#(url: asset.address)"\#(attribute: "integrity", asset.integrity)></script>"#
    }
}
