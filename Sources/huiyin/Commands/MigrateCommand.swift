import ArgumentParser

struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the database to this program's schema.",
        discussion: "Serve and import do the same when they start. Migrations only go forward: take a backup first.")

    @OptionGroup var place: PlaceOptions

    @Flag(help: "Only say what would be applied; exit code 1 when something is pending.")
    var dryRun = false

    func run() throws {
        let assembly = try Assembly()
        let data = try assembly.data(place.data)
        let pending = try assembly.pendingMigrations(data)
        pending.forEach(Console.say)
        if dryRun {
            if !pending.isEmpty { throw Found() }
            return Console.remark("Nothing is pending.")
        }
        try assembly.house(data, assembly.share(place.share)).close()
        Console.remark(pending.isEmpty ? "Nothing was pending." : "\(pending.count) applied.")
    }
}
