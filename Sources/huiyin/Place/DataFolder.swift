import Foundation

/// The folder that belongs to the organisation's data: the database, its key, and uploads while they are read.
struct DataFolder {
    let path: String

    var database: String { path + "/huiyin.sqlite" }
    var key: String { path + "/huiyin.key" }
    var spool: String { path + "/spool" }

    var exists: Bool { FileManager.default.fileExists(atPath: database) }

    /// Makes the folder and its spool, and empties the spool: what lies there belongs to requests of a server that has ended.
    func prepare() throws {
        try Files.makeFolder(path)
        try Files.makeFolder(spool)
    }

    func emptySpool() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: spool)) ?? [] where name.hasPrefix("upload-") {
            try? FileManager.default.removeItem(atPath: spool + "/" + name)
        }
    }
}
