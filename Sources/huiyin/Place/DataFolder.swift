import Foundation
import Web

/// The folder that belongs to the organisation's data: the database, its key, and uploads while they are read.
struct DataFolder {
    let path: String

    var database: String { path + "/huiyin.sqlite" }
    var key: String { path + "/huiyin.key" }
    var spool: String { path + "/spool" }
    /// Regulations that the house wrote itself, each in a folder with its rehearsals; made by the operator.
    var regulations: String { path + "/regulations" }
    /// Who may send messages over the wire; made by the operator.
    var senders: String { path + "/" + Self.sendersName }

    static let sendersName = "mllp-senders.csv"

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

extension DataFolder {
    /// The users of the demonstration, where scripts/load-demonstration has loaded one.
    var demonstration: SiteSettings.Demonstration? {
        guard let list = try? Files.text(path + "/demonstration/users.tsv"), let password = try? Files.text(path + "/demonstration/password") else { return nil }
        let users = list.split(whereSeparator: \.isNewline).compactMap { line -> (signIn: String, name: String)? in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return cells.count >= 3 ? (cells[0], cells[2]) : nil
        }
        return SiteSettings.Demonstration(users: users, password: password.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
    }
}
