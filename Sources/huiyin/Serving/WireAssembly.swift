import Domain
import Foundation
import Interop
import Logging
import Operations
import Phrasebook
import Web

/// Makes the listener for messages: where it listens, and who may send.
struct WireAssembly {
    let assembly: Assembly
    let house: House
    /// For senders of this machine itself, when the data folder has no list.
    let actor: NamedActor

    /// `127.0.0.1:2575`, `[::1]:2575`, or a port alone.
    static func place(_ text: String) -> (host: String, port: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let last = parts.last, let port = Int(last), (1...65535).contains(port) else { return nil }
        let host = text.dropLast(last.count + (parts.count > 1 ? 1 : 0)).trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        return (host.isEmpty ? "127.0.0.1" : host, port)
    }

    /// Refuses at once what would fail at every message.
    func listener(_ site: Site, _ place: (host: String, port: Int)) throws -> MessageListener {
        let senders = try senders()
        for sender in senders {
            let context = try named(sender).context(house, assembly)
            guard context.scope.allows(.importData) else { throw Obstacle("--mllp: the account \(sender.account) may not import.") }
        }
        let wired = senders.map { sender in
            WireSender(sender) { [assembly, house, actor = named(sender)] in try actor.context(house, assembly) }
        }
        return MessageListener(site, host: place.host, port: place.port, senders: wired) { port in
            site.logger.notice("listening for HL7 messages on \(place.host):\(port)")
        }
    }

    private func named(_ sender: HL7Sender) -> NamedActor {
        guard sender.organisation.isEmpty, sender.account.isEmpty else {
            return NamedActor(organisation: sender.organisation.isEmpty ? nil : sender.organisation, signIn: sender.account.isEmpty ? nil : sender.account)
        }
        return actor
    }

    private func senders() throws -> [HL7Sender] {
        guard FileManager.default.fileExists(atPath: house.data.senders) else { return AddressRange.loopback.map { HL7Sender(addresses: $0) } }
        var findings: [Finding] = []
        let senders = HL7Sender.read(try Files.bytes(house.data.senders), name: DataFolder.sendersName) { findings.append($0) }
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw Obstacle("--mllp: \(DataFolder.sendersName) cannot be read:\n" + Report.words(findings, ReportWords(phrases: house.phrases.phrases(in: assembly.language))))
        }
        guard !senders.isEmpty else { throw Obstacle("--mllp: \(DataFolder.sendersName) names nobody who may send.") }
        return senders
    }
}
