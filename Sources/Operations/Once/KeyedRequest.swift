import Domain
import SQLCore
import Secrets
import Storage

/// A request that a program may send again when it did not hear the answer: known by its token and a key of the program's own.
public struct KeyedRequest: Sendable, Hashable {
    public var token: Int64
    /// 1 to 200 printable ASCII characters.
    public var key: String
    /// SHA-256 of what is asked: the same key with another content is a mistake of the sender.
    public var fingerprint: [UInt8]

    /// - Parameters:
    ///   - asking: method and address.
    ///   - content: the bytes that came.
    public init(token: Int64, key: String, asking: String, content: [UInt8]) {
        (self.token, self.key) = (token, key)
        fingerprint = SHA256.digest(of: Array((asking + "\n").utf8) + content)
    }

    /// Names what this request brings about wherever things are done once by a key of their source.
    var source: String { "api:\(token):\(key)" }
}

/// What was answered, as it goes over the wire.
public struct KeptAnswer: Sendable, Hashable {
    public var status: Int
    public var body: String
    /// It was given before, and nothing was done now.
    public var isRepeated = false

    public init(status: Int, body: String) { (self.status, self.body) = (status, body) }
}

/// Does what a request asks for and keeps the answer, both in one transaction: sent again, the same answer comes and nothing happens.
struct AnswerShelf {
    let premises: Premises
    let context: Context
    let session: any SQLWriting

    /// Days that an answer is kept.
    static let days: Int64 = 7

    /// - Parameter act: does it; nil answers keep nothing, because nothing was done.
    /// - Throws: `Refusal.invalid` when the key came before with another content; what `act` throws.
    func answer(_ request: KeyedRequest, _ act: () throws -> (answer: KeptAnswer, isKept: Bool)) throws -> KeptAnswer {
        let organisation = context.organisation
        if let known = try AnswerRows.answer(token: request.token, key: request.key, of: organisation, in: session) {
            guard known.fingerprint == request.fingerprint else {
                throw Refusal.invalid([Finding(.error, "request.keyReused", at: Place(path: "Idempotency-Key"))])
            }
            var answer = KeptAnswer(status: known.status, body: known.body)
            answer.isRepeated = true
            return answer
        }
        let (answer, isKept) = try act()
        if isKept {
            let row = AnswerRows.Answer(fingerprint: request.fingerprint, status: answer.status, body: answer.body)
            try AnswerRows.insert(row, token: request.token, key: request.key, at: context.now, of: organisation, in: session)
        }
        return answer
    }

    static func sweep(at now: Instant, in session: any SQLWriting) throws {
        try AnswerRows.sweep(before: now.adding(hours: -24 * days), in: session)
    }
}
