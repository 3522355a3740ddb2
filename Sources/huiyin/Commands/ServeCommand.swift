import ArgumentParser
import Domain
import Foundation
import Hummingbird
import Logging
import Operations
import Web

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the pages.",
        discussion:
            "Plain HTTP on loopback; a reverse proxy in front ends TLS (docs/operating.md). Ends what runs, then itself, at SIGTERM or SIGINT.")

    @OptionGroup var place: PlaceOptions

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on.")
    var port = 8080

    @Flag(help: "Mark cookies for TLS even when no proxy says so.")
    var secureCookies = false

    @Option(help: "How much to log: debug, info, notice, warning, error.")
    var logLevel = "info"

    @Option(help: ArgumentHelp("Take in the tables and messages (.csv, .xlsx, .hl7) that are put into this folder, for --organisation or --as.", valueName: "folder"))
    var watch: String?

    @Option(help: ArgumentHelp("Listen for HL7 v2 messages (MLLP); mllp-senders.csv of the data folder says who may send.", valueName: "host:port"))
    var mllp: String?

    @Option(
        name: .customLong("webhook-to"),
        help: ArgumentHelp(
            "Webhooks may go to this host and port though it is private or without TLS; several with several options.", valueName: "host:port"))
    var webhookTo: [String] = []

    @OptionGroup var actor: ActorOptions

    func validate() throws {
        guard (1...65535).contains(port) else { throw ValidationError("--port wants a number from 1 to 65535.") }
        guard mllp.map({ WireAssembly.place($0) != nil }) != false else {
            throw ValidationError("--mllp wants an address and a port: 127.0.0.1:2575.")
        }
        guard Logger.Level(rawValue: logLevel) != nil else { throw ValidationError("--log-level wants debug, info, notice, warning or error.") }
    }

    func run() async throws {
        let assembly = try Assembly()
        let house = try assembly.house(assembly.data(place.data), assembly.share(place.share))
        house.data.emptySpool()
        let logger = Self.logger(logLevel)
        let settings = SiteSettings(secureCookies: secureCookies, demonstration: house.data.demonstration)
        let courier = NetworkCourier(named: webhookTo)
        var site = try SiteAssembly(assembly, house, settings, logger).site()
        site.webhookRefusal = { courier.refusal(of: $0) }
        defer { house.close() }
        try await Serving(
            site: site, host: host, port: port, folder: watched(site, house, assembly), wire: wire(site, house, assembly),
            webhooks: WebhookRunner(site, sending: courier)
        ).run()
    }

    private func wire(_ site: Site, _ house: House, _ assembly: Assembly) throws -> MessageListener? {
        guard let place = mllp.flatMap(WireAssembly.place) else { return nil }
        return try WireAssembly(assembly: assembly, house: house, actor: actor.named).listener(site, place)
    }

    /// Refuses at once what would fail at every file.
    private func watched(_ site: Site, _ house: House, _ assembly: Assembly) throws -> WatchedFolder? {
        guard let watch else { return nil }
        guard FileManager.default.isWritableFile(atPath: watch + "/.") else {
            throw Obstacle("--watch: \(watch) is not a folder that can be written to.")
        }
        guard try actor.context(house, assembly).scope.allows(.importData) else { throw Obstacle("--watch: this account may not import.") }
        return WatchedFolder(site, folder: watch) { [actor] in try actor.context(house, assembly) }
    }

    private static func logger(_ level: String) -> Logger {
        var logger = Logger(label: "huiyin") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: level) ?? .info
        return logger
    }
}
