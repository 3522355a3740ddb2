import Foundation
import Secrets
import Web

/// `Share/static` as the server hands it out, and whether it is whole.
enum StaticFolder {
    static func read(_ folder: String) throws -> StaticFiles {
        StaticFiles(
            try Files.below(folder).filter { !$0.hasPrefix(".") && !$0.hasSuffix("manifest.json") }.map { path in
                let bytes = try Files.bytes(folder + "/" + path)
                return StaticFiles.File(path: path, bytes: bytes, hash: SHA256.digest(of: bytes))
            })
    }

    private struct Manifest: Decodable {
        struct File: Decodable { var sha256: String }
        var files: [String: File]
    }

    /// What of the fetched files is missing or is not what the manifest pins; a line each.
    static func faults(_ folder: String) -> [String] {
        guard let data = FileManager.default.contents(atPath: folder + "/vendor/manifest.json"),
            let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
        else { return ["\(folder)/vendor has not been fetched; run scripts/fetch_assets.py --dest \(folder)/vendor"] }
        return manifest.files.sorted { $0.key < $1.key }.compactMap { path, pinned in
            guard let bytes = try? Files.bytes(folder + "/vendor/" + path) else { return "\(folder)/vendor/\(path) is missing; fetch the files again" }
            return Hexadecimal.text(SHA256.digest(of: bytes)) == pinned.sha256 ? nil : "\(folder)/vendor/\(path) is not the pinned file; fetch the files again"
        }
    }
}
