import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A receiver on loopback that answers as it is told, byte for byte, and keeps what it was sent.
final class Receiver: Sendable {
    enum Manner: Sendable {
        case says(String)
        /// Takes the connection and never answers.
        case hangs
        /// Answers one byte a tenth of a second, for ever.
        case drips
        /// Ends the connection without an answer.
        case closes
    }

    private let channel: any Channel
    private let kept: Kept

    final class Kept: Sendable {
        let requests = Mutex<[String]>([])
    }

    init(_ manner: Manner) async throws {
        let kept = Kept()
        self.kept = kept
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Answering(manner, kept)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    var address: String { "http://127.0.0.1:\(port)/hook" }
    var requests: [String] { kept.requests.withLock { $0 } }

    func close() async { try? await channel.close() }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let manner: Manner
        private let kept: Kept
        private var text = ""
        private var isAnswered = false

        init(_ manner: Manner, _ kept: Kept) { (self.manner, self.kept) = (manner, kept) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            text += String(buffer: unwrapInboundIn(data))
            guard isWhole, !isAnswered else { return }
            isAnswered = true
            kept.requests.withLock { $0.append(text) }
            switch manner {
            case .hangs: return
            case .closes: context.close(promise: nil)
            case .drips:
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 200 OK\r\nX: ")), promise: nil)
                drip(context)
            case .says(let answer):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
            }
        }

        private var isWhole: Bool {
            guard let end = text.range(of: "\r\n\r\n") else { return false }
            let length = text.lowercased().firstMatch(of: #/content-length: (\d+)/#).flatMap { Int($0.output.1) } ?? 0
            return text[end.upperBound...].utf8.count >= length
        }

        private func drip(_ context: ChannelHandlerContext) {
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "H")), promise: nil)
            context.eventLoop.scheduleTask(in: .milliseconds(100)) {
                let (handler, context) = bound.value
                if context.channel.isActive { handler.drip(context) }
            }
        }
    }
}
