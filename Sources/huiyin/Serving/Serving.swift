import Hummingbird
import Logging
import Web

/// The server from start to the end that SIGTERM or SIGINT asks for.
struct Serving {
    let site: Site
    let host: String
    let port: Int
    let folder: WatchedFolder?

    func run() async throws {
        let application = WebApplication.build(site, host: host, port: port, watching: folder) { [site, host, port] in
            site.logger.notice("listening on http://\(host):\(port)")
        }
        do { try await application.runService() } catch { throw Self.words(error, port) }
        await site.rooms.shutDown()
        await site.passwords.shutDown()
        await site.exports.shutDown()
    }

    private static func words(_ error: any Error, _ port: Int) -> any Error {
        String(describing: error).contains("Address already in use")
            ? Obstacle("Port \(port) is taken by another program; end it or choose another port with --port.") : error
    }
}
