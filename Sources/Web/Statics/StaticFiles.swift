import Foundation
import Pages

/// The files under `/static`, read once at start: some two hundred kilobytes that never change while the server runs.
public struct StaticFiles: Sendable {
    public struct File: Sendable {
        /// Below `/static`: `css/app.css`.
        public var path: String
        public var bytes: [UInt8]
        /// SHA-256 of the bytes.
        public var hash: [UInt8]

        public init(path: String, bytes: [UInt8], hash: [UInt8]) { (self.path, self.bytes, self.hash) = (path, bytes, hash) }

        /// The first twelve digits of the hash: enough that no two versions of a file meet.
        var version: String {
            hash.prefix(6).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }

        var address: String { "/static/\(path)?v=\(version)" }
        var integrity: String { "sha256-" + Data(hash).base64EncodedString() }
        var tag: String { "\"\(version)\"" }

        var type: String {
            switch path.split(separator: ".").last {
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            case "svg": "image/svg+xml"
            case "json": "application/json"
            case "png": "image/png"
            case "txt", "md": "text/plain; charset=utf-8"
            default: "application/octet-stream"
            }
        }
    }

    private let files: [String: File]
    /// Where pages find the files: versioned addresses, with hashes for scripts and style sheets.
    public let paths: AssetPaths

    public init(_ files: [File]) {
        self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { a, _ in a })
        paths = AssetPaths(self.files.mapValues { AssetPaths.Asset(address: $0.address, integrity: $0.integrity) })
    }

    public var count: Int { files.count }

    subscript(path: String) -> File? { files[path] }
}
