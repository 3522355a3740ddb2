import Domain
import Interop
import Logging
import Operations
import Phrasebook

/// Reads messages of one connection, has them kept, and writes the answers in the order in which they came.
struct WireDesk: Sendable {
    let site: Site
    /// Those who may send from where the connection comes from.
    let senders: [WireSender]
    let limits: WireLimits

    /// The bytes that go back when everything that they acknowledge is durable.
    func answer(_ pieces: [HL7Frames.Piece]) async -> [UInt8] {
        let letters = pieces.compactMap(letter)
        var answers = [[UInt8]](repeating: [], count: letters.count)
        for group in Self.groups(letters) {
            for (index, bytes) in zip(group, await answer(group.map { letters[$0] })) { answers[index] = bytes }
        }
        return answers.flatMap(\.self)
    }

    // MARK: Reading

    private struct Letter: Sendable {
        var received: HL7Wire.Received
        var bytes: Int
        /// Nil when nobody who may send is named.
        var sender: Int?
    }

    private func letter(_ piece: HL7Frames.Piece) -> Letter? {
        switch piece {
        case .message(let bytes): return read(bytes)
        case .tooLong(let beginning):
            var letter = read(beginning)
            letter.received.refusal = Finding(.error, "hl7.tooLong", ["limit": String(limits.messageBytes)])
            return letter
        case .cutOff:
            site.metrics.count("messages_cut_off")
            site.logger.warning("mllp: a message was cut off by the beginning of the next")
            return nil
        case .noise:
            site.metrics.count("connections_noisy")
            site.logger.warning("mllp: a connection sent something else than messages and was closed")
            return nil
        }
    }

    private func read(_ bytes: [UInt8]) -> Letter {
        guard let first = senders.first, var received = try? first.desk(site).reader.read(bytes) else { return lost(bytes.count) }
        guard let header = received.reading.header else { return Letter(received: received, bytes: bytes.count, sender: 0) }
        guard let index = senders.firstIndex(where: { $0.sender.fits(header) }), let reader = try? senders[index].desk(site).reader else {
            received.refusal = Finding(.error, "hl7.senderUnknown", at: Place(path: "MSH-3"), ["value": String((header.application + " " + header.facility).prefix(80))])
            return Letter(received: received, bytes: bytes.count, sender: nil)
        }
        if index > 0 || senders[index].sender.encoding != nil { received = reader.read(bytes, knownAs: senders[index].sender.encoding) }
        return Letter(received: received, bytes: bytes.count, sender: index)
    }

    private func lost(_ bytes: Int) -> Letter {
        Letter(received: .unread(Finding(.error, "hl7.busy")), bytes: bytes, sender: nil)
    }

    /// Neighbours of one sender go into one transaction.
    private static func groups(_ letters: [Letter]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for index in letters.indices {
            if let last = groups.last, letters[last.lowerBound].sender == letters[index].sender, last.count < 100 {
                groups[groups.count - 1] = last.lowerBound..<(index + 1)
            } else {
                groups.append(index..<(index + 1))
            }
        }
        return groups
    }

    // MARK: Keeping and answering

    private func answer(_ letters: [Letter]) async -> [[UInt8]] {
        guard let sender = letters[0].sender, let context = try? senders[sender].desk(site).context else {
            site.metrics.count("messages_refused", letters.count)
            return letters.map { written($0, .refused($0.received.refusal ?? Finding(.error, "hl7.busy")), nil) }
        }
        let outcomes = await outcomes(letters, context)
        count(outcomes)
        return zip(letters, outcomes).map { written($0, $1, context) }
    }

    /// One that cannot be kept takes no other with it.
    private func outcomes(_ letters: [Letter], _ context: Context) async -> [MessageIntake.Outcome] {
        let messages = letters.map { MessageIntake.Message(reading: $0.received.reading, refusal: $0.received.refusal, bytes: $0.bytes) }
        do {
            return try await MessageIntake(site.premises).receive(messages, context)
        } catch {
            guard letters.count > 1 else {
                site.logger.error("mllp: a message could not be kept: \(String(reflecting: type(of: error)))")
                return [.refused(Finding(.error, "hl7.busy"))]
            }
            var outcomes: [MessageIntake.Outcome] = []
            for letter in letters { outcomes += await self.outcomes([letter], context) }
            return outcomes
        }
    }

    private func count(_ outcomes: [MessageIntake.Outcome]) {
        for outcome in outcomes {
            switch outcome {
            case .accepted(let facts):
                site.metrics.count("messages_accepted")
                site.metrics.count("events_received", facts)
            case .repeated: site.metrics.count("messages_repeated")
            case .faulty: site.metrics.count("messages_faulty")
            case .refused: site.metrics.count("messages_refused")
            }
        }
    }

    private func written(_ letter: Letter, _ outcome: MessageIntake.Outcome, _ context: Context?) -> [UInt8] {
        let (verdict, findings): (HL7Answer.Verdict, [Finding]) = switch outcome {
        case .accepted, .repeated: (.accepted, [])
        case .faulty(let findings): (.faulty, findings)
        case .refused(let finding): (.refused, [finding])
        }
        let phrases = site.phrases.phrases(in: context?.language ?? .simplified)
        let now = site.clock()
        let answer = HL7Answer(
            to: letter.received.reading.header, verdict, findings.map { HL7Answer.Problem($0, words: FindingWords.of($0, phrases)) }, at: now,
            in: context?.zone ?? .shanghai, number: String(site.premises.identifiers.next(at: now) as Int64))
        return answer.messages.flatMap(HL7Frames.frame)
    }
}
