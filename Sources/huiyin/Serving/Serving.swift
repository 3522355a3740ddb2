import Hummingbird
import Logging
import Web

/// The server from start to the end that SIGTERM or SIGINT asks for.
struct Serving {
    let site: Site
    let host: String
    let port: Int
    let folder: WatchedFolder?
    let wire: MessageListener?
    let webhooks: WebhookRunner

    func run() async throws {
        let application = WebApplication.build(site, host: host, port: port, watching: folder, wire: wire, webhooks: webhooks) { [site, host, port] in
            site.logger.notice("listening on http://\(host):\(port)")
        }
        do { try await application.runService() } catch { throw Self.words(error, port) }
        await site.rooms.shutDown()
        await site.passwords.shutDown()
        await site.exports.shutDown()
    }

    private static func words(_ error: any Error, _ port: Int) -> any Error {
        if let wire = error as? MessageListener.Unavailable {
            return Obstacle("HL7 messages: \(wire.host):\(wire.port) is taken by another program or is no address of this machine; choose another with --mllp.")
        }
        return String(describing: error).contains("Address already in use")
            ? Obstacle("Port \(port) is taken by another program; end it or choose another port with --port.") : error
    }
}
