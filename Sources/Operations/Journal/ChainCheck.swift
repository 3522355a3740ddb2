import Domain
import Secrets
import Storage

/// Walks a chain link by link. After a broken link it goes on from what is stored, so that one altered entry is one finding.
struct ChainCheck {
    private let organisation: String
    private let known: [Verification.KnownHead]
    private var met: Set<Int64> = []
    private(set) var head = ChainRows.Head.root
    private(set) var links = 0
    private(set) var erased = 0
    private var found: [Finding] = []

    init(organisation: String, known: [Verification.KnownHead]) {
        (self.organisation, self.known) = (organisation, known)
    }

    mutating func take(_ link: ChainRows.Link) {
        links += 1
        if let stored = link.stored {
            judge(link, stored)
        } else {
            report("verify.entryMissing", position: link.head.position, entry: link.entry)
        }
        compareWithKnown(link.head)
        head = link.head
    }

    /// Payloads of the tail are checked against their entry; nothing else binds them yet.
    mutating func take(unsealed stored: StoredEntry) {
        judgePayload(stored)
    }

    /// A known head that the walk never met means that links were cut off.
    var findings: [Finding] {
        found + known.filter { !met.contains($0.position) }.map { finding("verify.headMissing", position: $0.position) }
    }

    private mutating func judge(_ link: ChainRows.Link, _ stored: StoredEntry) {
        if link.head.position != head.position + 1 {
            report("verify.chainGap", position: link.head.position, entry: link.entry)
        } else if !link.follows(head) {
            report("verify.entryAltered", position: link.head.position, entry: link.entry)
        }
        judgePayload(stored)
    }

    private mutating func judgePayload(_ stored: StoredEntry) {
        if stored.salt == nil { erased += 1 }
        if !stored.isPayloadTrue { report("verify.payloadAltered", position: nil, entry: stored.entry.id) }
    }

    private mutating func compareWithKnown(_ head: ChainRows.Head) {
        for noted in known where noted.position == head.position {
            met.insert(noted.position)
            if Hexadecimal.bytes(noted.hash) != head.hash { found.append(finding("verify.headDiffers", position: head.position)) }
        }
    }

    private mutating func report(_ code: String, position: Int64?, entry: Int64) {
        var finding = finding(code, position: position)
        finding.arguments["entry"] = String(entry)
        found.append(finding)
    }

    private func finding(_ code: String, position: Int64?) -> Finding {
        Finding(.error, code, at: Place(source: organisation), position.map { ["position": String($0)] } ?? [:])
    }
}
