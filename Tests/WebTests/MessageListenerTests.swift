import Domain
import Interop
import NIOCore
import NIOPosix
import Operations
import Storage
import Testing

@testable import Web

/// Programs that speak HL7 over a connection, well and badly.
@Suite struct MessageListenerTests {
    private typealias Line = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// The other side: sends bytes as they are, and reads answers as they come.
    private final class Peer {
        let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        private var frames = HL7Frames()
        private var waiting: [[UInt8]] = []

        init(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) {
            (self.inbound, self.outbound) = (inbound.makeAsyncIterator(), outbound)
        }

        func send(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

        func send(_ message: String) async throws { try await send(HL7Frames.frame(Array(message.utf8))) }

        /// The next answer; nil when the connection was ended.
        func answer() async throws -> String? {
            while waiting.isEmpty {
                guard let buffer = try? await inbound.next() else { return nil }
                waiting += frames.take(Array(buffer.readableBytesView)[...]).compactMap { if case .message(let bytes) = $0 { bytes } else { nil } }
            }
            return String(decoding: waiting.removeFirst(), as: UTF8.self)
        }

        func ask(_ message: String) async throws -> String? {
            try await send(message)
            return try await answer()
        }
    }

    private func message(_ trigger: String, _ id: String, stay: String = "Z1", unit: String = "A", head: String = "P|2.5") -> String {
        "MSH|^~\\&|HIS|H1|||20261125||ADT^\(trigger)|\(id)|\(head)\rEVN||20261124150000\rPID|1||P\(stay)^^^H1^MR||TEST^A||||||||19900000001\r"
            + "PV1|1|I||||||||\(unit)|||||||||\(stay)" + String(repeating: "|", count: 26) + "20261124150000\r"
    }

    /// Runs a listener on a port of its own for as long as `body` runs.
    private func listening(
        _ senders: [HL7Sender] = AddressRange.loopback.map { HL7Sender(addresses: $0) }, limits: WireLimits = WireLimits(),
        _ body: @Sendable @escaping (TestSite, Int) async throws -> Void
    ) async throws {
        let bench = try TestSite.make()
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let wired = senders.map { sender in
            WireSender(sender) { try Authentication(bench.site.premises).engine(of: OrganisationID(1), at: bench.site.clock()) }
        }
        let listener = MessageListener(bench.site, host: "127.0.0.1", port: 0, senders: wired, limits: limits) { opened.yield($0) }
        let running = Task { try await listener.run() }
        let port = try #require(await ports.first { _ in true })
        do { try await body(bench, port) } catch { Issue.record(error) }
        running.cancel()
        _ = await running.result
        await bench.site.rooms.shutDown()
        await bench.site.passwords.shutDown()
        await bench.site.exports.shutDown()
    }

    private func connected(_ port: Int, _ body: (Peer) async throws -> Void) async throws {
        let line = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture { try Line(wrappingChannelSynchronously: channel) }
        }
        try await line.executeThenClose { inbound, outbound in try await body(Peer(inbound, outbound)) }
    }

    private func days(_ bench: TestSite) throws -> [ImportRows.Row] {
        let context = try Authentication(bench.site.premises).engine(of: OrganisationID(1), at: bench.site.clock())
        return try ImportReading(bench.site.premises).page(context).items.map(\.row)
    }

    @Test func aMessageIsAnsweredWhenItIsKept() async throws {
        try await listening { bench, port in
            try await connected(port) { peer in
                #expect(try await peer.ask(message("A03", "1"))?.contains("MSA|AA|1\r") == true)
                #expect(try days(bench).map(\.new) == [1])
                #expect(try await peer.ask(message("A03", "1"))?.contains("MSA|AA|1\r") == true)
                #expect(try days(bench).map(\.same) == [1], "the same answer, and nothing happened")
                let faulty = try #require(await peer.ask(message("A03", "2", stay: "Z2", unit: "NOWHERE")))
                #expect(faulty.contains("MSA|AE|2\r") && faulty.contains("204^") && faulty.contains("NOWHERE"))
                #expect(try await peer.ask("PID|1\r")?.contains("MSA|AR|\r") == true)
                #expect(try await peer.ask(message("A03", "3", head: "T|2.5"))?.contains("MSA|AR|3\r") == true)
            }
        }
    }

    @Test func manyMessagesAtOnceAreAnsweredInTheirOrder() async throws {
        try await listening { bench, port in
            try await connected(port) { peer in
                let all = (1...150).map { HL7Frames.frame(Array(message("A03", "\($0)", stay: "Z\($0)", unit: $0 % 50 == 0 ? "NOWHERE" : "A").utf8)) }
                try await peer.send(all.flatMap(\.self))
                for id in 1...150 { #expect(try await peer.answer()?.contains("MSA|A\(id % 50 == 0 ? "E" : "A")|\(id)\r") == true) }
                #expect(try days(bench).map(\.new) == [147])
            }
        }
    }

    @Test func connectionsSideBySide() async throws {
        try await listening { bench, port in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for line in 1...8 {
                    group.addTask {
                        try await connected(port) { peer in
                            for id in 1...10 {
                                let answer = try await peer.ask(message("A03", "\(line)-\(id)", stay: "Z\(line)-\(id)"))
                                #expect(answer?.contains("MSA|AA|") == true)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try days(bench).map(\.new) == [80])
        }
    }

    @Test func brokenFramesHurtNobodyElse() async throws {
        try await listening { bench, port in
            try await connected(port) { peer in
                try await peer.send(Array("noise\r\n".utf8) + [0x0B] + Array(message("A03", "lost", stay: "Z9").utf8.prefix(200)))
                #expect(try await peer.ask(message("A03", "1"))?.contains("MSA|AA|1\r") == true, "what was cut off is gone, what follows is read")
                #expect(try await peer.ask(message("A03", "2") + message("A03", "3"))?.contains("MSA|AR|2\r") == true, "two messages in one frame")
                #expect(try await peer.ask(message("A03", ""))?.contains("MSA|AR|\r") == true)
            }
            #expect(try days(bench).map(\.new) == [1])
        }
    }

    @Test func aMessageWithoutEndIsRefusedAndTheConnectionEnded() async throws {
        try await listening(limits: WireLimits(messageBytes: 2000)) { bench, port in
            try await connected(port) { peer in
                try await peer.send([0x0B] + Array(message("A03", "1").utf8) + [UInt8](repeating: 0x41, count: 5000))
                let answer = try #require(await peer.answer())
                #expect(answer.contains("MSA|AR|1\r") && answer.contains("2000"))
                #expect(try await peer.answer() == nil)
            }
            #expect(try days(bench).map(\.new) == [0])
        }
    }

    @Test func whoIsTooSlowOrSilentIsHungUpOn() async throws {
        try await listening(limits: WireLimits(messageSeconds: 0)) { _, port in
            try await connected(port) { peer in
                try await peer.send([0x0B, 0x4D])
                #expect(try await peer.answer() == nil)
            }
        }
        try await listening(limits: WireLimits(idleSeconds: 0)) { _, port in
            try await connected(port) { peer in
                let answer = try await peer.answer()
                #expect(answer == nil)
            }
        }
    }

    @Test func whoMayNotSendIsTurnedAway() async throws {
        try await listening([HL7Sender(addresses: AddressRange("10.0.0.0/8")!)]) { bench, port in
            try await connected(port) { peer in
                let answer = try await peer.answer()
                #expect(answer == nil)
            }
            #expect(try days(bench).isEmpty)
        }
        try await listening([HL7Sender(addresses: AddressRange("127.0.0.0/8")!, application: "LIS")]) { bench, port in
            try await connected(port) { peer in
                let answer = try #require(await peer.ask(message("A03", "1")))
                #expect(answer.contains("MSA|AR|1\r") && answer.contains("MSH^1^3"))
            }
            #expect(try days(bench).isEmpty)
        }
        try await listening(limits: WireLimits(connections: 0)) { _, port in
            try await connected(port) { peer in
                let answer = try await peer.answer()
                #expect(answer == nil)
            }
        }
    }
}
