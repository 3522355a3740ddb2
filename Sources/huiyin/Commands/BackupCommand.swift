import ArgumentParser
import Foundation

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies the database into a new file while the server runs.",
        discussion: "The key file is not in it: keep a copy of huiyin.key somewhere else. Without the key, sealed fields cannot be read.")

    @OptionGroup var place: PlaceOptions

    @Argument(help: ArgumentHelp("The file to write; it must not exist.", valueName: "file"))
    var file: String

    func run() throws {
        try place.withHouse { house, _ in
            guard !FileManager.default.fileExists(atPath: file) else { throw Obstacle("\(file) exists; name a file that does not.") }
            try house.backUp(file)
            Console.remark("Written: \(file). Keep \(house.data.key) too, in another place.")
        }
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Puts a backup into an empty data folder.",
        discussion: "A folder that has a database is refused: move it away first. Then run huiyin verify.")

    @OptionGroup var place: PlaceOptions

    @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The key file that belongs to it; left out when it lies in the data folder already.", valueName: "file"))
    var key: String?

    func run() throws {
        let assembly = try Assembly()
        let data = try assembly.data(place.data)
        guard !data.exists else { throw Obstacle("There is a database in \(data.path); restore into an empty folder.") }
        try data.prepare()
        if let key { try Self.copy(key, to: data.key) }
        guard FileManager.default.fileExists(atPath: data.key) else { throw Obstacle("The key file is missing; name it with --key.") }
        try Self.copy(file, to: data.database)
        try assembly.house(data, assembly.share(place.share), creating: false).close()
        Console.remark("Restored into \(data.path). Now run: huiyin verify --data \(data.path)")
    }

    /// A copy that only its owner may read.
    private static func copy(_ from: String, to path: String) throws {
        do {
            try FileManager.default.copyItem(atPath: from, toPath: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw Obstacle("\(from) cannot be copied to \(path): \(error.localizedDescription)")
        }
    }
}
