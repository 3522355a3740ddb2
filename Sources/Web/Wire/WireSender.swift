import Domain
import Interop
import Operations
import Synchronization

/// One row of the list of who may send, with what it stands for.
public final class WireSender: Sendable {
    let sender: HL7Sender
    private let make: @Sendable () throws -> Context
    private let held = Mutex<Held?>(nil)

    private struct Held {
        var context: Context
        var reader: HL7Wire
    }

    /// Rights that were taken away are gone within this time.
    private static let heldSeconds: Int64 = 5

    /// - Parameter context: who takes the messages in, asked anew every few seconds.
    public init(_ sender: HL7Sender, as context: @escaping @Sendable () throws -> Context) { (self.sender, make) = (sender, context) }

    /// In whose name, and how its messages are read.
    func desk(_ site: Site) throws -> (context: Context, reader: HL7Wire) {
        let now = site.clock()
        if let held = held.withLock({ $0 }), now < held.context.now.adding(seconds: Self.heldSeconds), now >= held.context.now {
            return (held.context.at(now), held.reader)
        }
        let context = try make()
        let reader = held.withLock { $0?.reader } ?? HL7Wire(registry: site.premises.library.registry, words: site.importWords, zone: context.zone)
        held.withLock { $0 = Held(context: context, reader: reader) }
        return (context.at(now), reader)
    }
}
