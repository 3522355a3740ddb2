import Interop
import NIOCore

/// Turns the bytes of one connection into messages and ends a connection that is silent for too long, or too slow with one message.
final class FrameHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = [HL7Frames.Piece]

    private let limits: WireLimits
    private let onTimeout: @Sendable () -> Void
    private var frames: HL7Frames
    private var deadline: Scheduled<Void>?
    private var isSlow = false

    init(_ limits: WireLimits, onTimeout: @escaping @Sendable () -> Void) {
        (self.limits, self.onTimeout, frames) = (limits, onTimeout, HL7Frames(limit: limits.messageBytes))
    }

    func channelActive(context: ChannelHandlerContext) {
        wait(.seconds(limits.idleSeconds), context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        let pieces = frames.take((buffer.readBytes(length: buffer.readableBytes) ?? [])[...])
        // A message has so long from its first byte, however its bytes trickle.
        if !pieces.isEmpty || isSlow != frames.isInside || !frames.isInside {
            isSlow = frames.isInside
            wait(.seconds(isSlow ? limits.messageSeconds : limits.idleSeconds), context)
        }
        if !pieces.isEmpty { context.fireChannelRead(wrapInboundOut(pieces)) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let (channel, onTimeout) = (context.channel, onTimeout)
        deadline = context.eventLoop.scheduleTask(in: time) {
            onTimeout()
            channel.close(promise: nil)
        }
    }
}

/// What one sender may use up.
public struct WireLimits: Sendable {
    public var messageBytes: Int
    /// From the first byte of a message to its last.
    public var messageSeconds: Int64
    /// Without a message.
    public var idleSeconds: Int64
    public var connections: Int

    public init(messageBytes: Int = HL7Reader.messageBytes, messageSeconds: Int64 = 30, idleSeconds: Int64 = 3600, connections: Int = 64) {
        (self.messageBytes, self.messageSeconds) = (messageBytes, messageSeconds)
        (self.idleSeconds, self.connections) = (idleSeconds, connections)
    }
}
