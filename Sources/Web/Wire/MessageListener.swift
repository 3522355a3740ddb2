import Interop
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// The street door for programs that speak HL7 v2 over MLLP: listens, lets in who may send, and answers each message when it is durable.
///
/// A connection that is in the middle of its messages when the server is asked to end gets its answers first. What was not acknowledged is
/// sent again by whoever sent it.
public final class MessageListener: Service {
    private typealias Connection = NIOAsyncChannel<[HL7Frames.Piece], ByteBuffer>

    private let site: Site
    private let host: String
    private let port: Int
    private let senders: [WireSender]
    private let limits: WireLimits
    private let listening: @Sendable (Int) -> Void
    private let open = Mutex(0)

    /// - Parameters:
    ///   - senders: who may send; the first that fits an address and a message says whose it is.
    ///   - listening: called with the port when it is open.
    public init(
        _ site: Site, host: String, port: Int, senders: [WireSender], limits: WireLimits = WireLimits(), listening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        (self.site, self.host, self.port, self.senders) = (site, host, port, senders)
        (self.limits, self.listening) = (limits, listening)
    }

    /// The place to listen at cannot be had.
    public struct Unavailable: Error {
        public var host: String
        public var port: Int
    }

    public func run() async throws {
        let server: NIOAsyncChannel<Connection, Never>
        do { server = try await bound() } catch { throw Unavailable(host: host, port: port) }
        listening(server.channel.localAddress?.port ?? port)
        try await cancelWhenGracefulShutdown { [self] in
            try await server.executeThenClose { connections in
                await withDiscardingTaskGroup { group in
                    do {
                        for try await connection in connections { group.addTask { [self] in await converse(connection) } }
                    } catch is CancellationError {
                        // The server ends.
                    } catch {
                        site.logger.error("mllp: listening ended: \(String(reflecting: type(of: error)))")
                    }
                }
            }
        }
    }

    private func bound() async throws -> NIOAsyncChannel<Connection, Never> {
        let (limits, site) = (limits, site)
        return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 128)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FrameHandler(limits) { site.metrics.count("connections_timed_out") })
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Trouble with one connection ends that one.
    private func converse(_ connection: Connection) async {
        let address = connection.channel.remoteAddress?.ipAddress ?? ""
        let admitted = senders.filter { $0.sender.addresses.contains(address) }
        let isWithin = open.withLock { open in
            open += 1
            return open <= limits.connections
        }
        defer { open.withLock { $0 -= 1 } }
        if admitted.isEmpty || !isWithin { turnAway(address, isWithin) }
        let desk = admitted.isEmpty || !isWithin ? nil : WireDesk(site: site, senders: admitted, limits: limits)
        do {
            try await connection.executeThenClose { inbound, outbound in
                guard let desk else { return }
                try await Self.converse(desk, inbound, outbound)
            }
        } catch {
            // The other side went away; what it was not told it will send again.
        }
    }

    private static func converse(
        _ desk: WireDesk, _ inbound: NIOAsyncChannelInboundStream<[HL7Frames.Piece]>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        for try await pieces in inbound {
            // Not part of what is cancelled when the server ends: what was kept is acknowledged.
            try await Task {
                let bytes = await desk.answer(pieces)
                if !bytes.isEmpty { try await outbound.write(ByteBuffer(bytes: bytes)) }
            }.value
            if pieces.contains(where: \.isLast) { return }
        }
    }

    private func turnAway(_ address: String, _ isWithin: Bool) {
        site.metrics.count(isWithin ? "connections_foreign" : "connections_too_many")
        site.logger.warning("mllp: a connection was not taken", metadata: ["address": "\(address)", "because": isWithin ? "not in the list of senders" : "too many"])
    }
}

extension HL7Frames.Piece {
    /// After these nothing on the connection can be told apart.
    fileprivate var isLast: Bool {
        switch self {
        case .tooLong, .noise: true
        case .message, .cutOff: false
        }
    }
}
