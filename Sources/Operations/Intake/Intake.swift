import Domain
import Interop
import RegulationEngine
import SQLCore
import Storage

/// The hall: a fact is kept once, connected to unit, party and matter, and planned, all in one transaction.
public struct Intake: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// Receives one fact. The same delivery or the same content again changes nothing.
    ///
    /// - Throws: `Refusal.notAllowed(.importData)` without the right in the fact's unit; database errors. Unusable facts are `rejected`, not thrown.
    public func receive(_ fact: IncomingEvent, from sender: Event.Sender, as delivery: Delivery, _ context: Context) throws -> Receipt {
        try premises.database.write { session in
            let reception = try Reception(premises: premises, context: context, session: session)
            return try session.savepointRejecting { try reception.receive(fact, from: sender, as: delivery) }
        }
    }
}

extension SQLWriting {
    /// Undoes what a rejected fact began to write: a rejection leaves nothing behind.
    func savepointRejecting(_ body: () throws -> Receipt) throws -> Receipt {
        do {
            return try savepoint {
                let receipt = try body()
                if case .rejected(let findings) = receipt { throw RejectedFact(findings: findings) }
                return receipt
            }
        } catch let rejected as RejectedFact {
            return .rejected(rejected.findings)
        }
    }
}

private struct RejectedFact: Error {
    let findings: [Finding]
}
