import Hummingbird
import NIOCore
import Operations

/// A request on its way through the windows: who asks, how to speak to them, what they sent.
struct Visit: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the other end of the connection; nil for a test without a socket.
    let peer: String?
    /// Short, unique while the server runs; stands in the log and on error pages.
    var number = ""
    var manners = Manners()
    var visitor: Visitor?
    /// Who asks through `/api/v1`: a program with its token.
    var bearer: TokenBearer?
    /// The token forms must carry: the session's, or that of a browser without one.
    var csrf = ""
    var form = Form()

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}
