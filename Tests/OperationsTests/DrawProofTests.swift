import Foundation
import RegulationEngine
import Secrets
import Testing

/// The checker that the document prints draws what we draw.
@Suite struct DrawProofTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func checker() throws -> String {
        let text = try String(contentsOf: Self.root.appendingPathComponent("docs/draws.md"), encoding: .utf8)
        let block = try #require(text.components(separatedBy: "```python\n").dropFirst().first?.components(separatedBy: "```").first)
        #expect(block.split(separator: "\n").count < 30)
        return block
    }

    private func output(of program: String, _ frame: FrozenFrame, _ seed: String, _ share: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data(frame.text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, file.path, seed, share]
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONIOENCODING": "utf-8"]) { _, ours in ours }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }

    @Test(arguments: [("30%", Draw.Amount.share(3000)), ("12.5%", .share(1250)), ("3", .number(3))])
    func anybodyCanDrawAgain(share: String, amount: Draw.Amount) throws {
        let names = (0..<57).map { ["water", "electric", "", "tab\tand\\slash"][$0 % 4] + "|" + String($0) }
        let frame = FrozenFrame(
            regulation: "R42", version: 1, rule: "repair", unit: "east", frame: "2026-09",
            entries: names.map { FrozenFrame.Entry(stratum: String($0.split(separator: "|", omittingEmptySubsequences: false)[0]), name: "repairCompleted " + $0) })
        let draw = Draw(frame, amount: amount, seed: "seed 42", sha256: SHA256.hex)
        let printed = try output(of: checker(), frame, "seed 42", share).split(separator: "\n").map(String.init)
        #expect(printed.first == "frame " + draw.frameHash)
        let places = printed.dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        #expect(places.count == draw.tickets.count)
        let lines = Set(frame.text.split(separator: "\n").dropFirst(6).map(String.init))
        for (theirs, ours) in zip(places, draw.tickets) {
            #expect((theirs[0] == "drawn") == ours.isDrawn)
            #expect(Int(theirs[2]) == ours.place)
            #expect(lines.contains("\(theirs[1])\t\(theirs[3])"))
            if !ours.entry.name.contains("\t") { #expect(theirs[3] == ours.entry.name) }
        }
    }

    /// Over many seeds every entry is drawn about as often as any other.
    @Test func nobodyIsFavoured() {
        let entries = (0..<10).map { FrozenFrame.Entry(stratum: "", name: "repairCompleted W\($0)") }
        let frame = FrozenFrame(regulation: "R42", version: 1, rule: "repair", unit: "east", frame: "2026-09", entries: entries)
        var often: [String: Int] = [:]
        for seed in 0..<2000 {
            for ticket in Draw(frame, amount: .share(3000), seed: String(seed), sha256: SHA256.hex).tickets where ticket.isDrawn {
                often[ticket.entry.name, default: 0] += 1
            }
        }
        #expect(often.count == 10)
        #expect(often.values.allSatisfy { (530...670).contains($0) }, "\(often)")
    }
}
