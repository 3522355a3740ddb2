import Domain
import Foundation
import Operations
import Secrets
import Storage
import Testing

@testable import Web

/// Tables that another program puts into a folder.
@Suite struct WatchedFolderTests {
    /// A folder of its own, and who looks into it.
    private struct Corner {
        let bench: TestSite
        let path = NSTemporaryDirectory() + "huiyin-watch-" + RandomSource.token(bytes: 9)
        let watched: WatchedFolder

        init(scope: Scope? = nil) throws {
            let bench = try TestSite.make()
            self.bench = bench
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            watched = WatchedFolder(bench.site, folder: path) {
                var context = try Authentication(bench.site.premises).engine(of: OrganisationID(1), at: bench.site.clock())
                if let scope { context.scope = scope }
                return context
            }
        }

        func put(_ rows: [String], as name: String, under headings: String = Walk.headings) throws {
            try Data(([headings] + rows).joined(separator: "\r\n").utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        }

        func look(_ times: Int = WatchedFolder.looksUnchanged) async { for _ in 0..<times { await watched.look() } }

        func names(_ place: String = "") -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: path + place)) ?? []).filter { !["done", "failed"].contains($0) }.sorted()
        }

        func text(_ name: String) throws -> String { try String(contentsOfFile: path + name, encoding: .utf8) }

        /// The imports so far, oldest first.
        func imports() throws -> [ImportRows.Row] {
            let context = try Authentication(bench.site.premises).engine(of: OrganisationID(1), at: bench.site.clock())
            return try ImportReading(bench.site.premises).page(before: nil, context).0.map(\.row).reversed()
        }

        func clear() throws {
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.removeItem(atPath: bench.spool)
        }
    }

    @Test func aFileAtRestIsTakenInAndLaidAside() async throws {
        let corner = try Corner()
        try corner.put([Walk.discharge("ZY1"), Walk.discharge("ZY2")], as: "a.csv")
        await corner.look(WatchedFolder.looksUnchanged - 1)
        #expect(try corner.imports().isEmpty, "it may still be written")
        await corner.look(1)
        #expect(try corner.imports().map(\.new) == [2])
        #expect(corner.names().isEmpty)
        #expect(corner.names("/done") == ["a.csv"], "nothing was found, so nothing lies beside it")

        try corner.put([Walk.discharge("ZY1"), Walk.discharge("ZY2")], as: "a.csv")
        await corner.look()
        #expect(try corner.imports().map(\.same) == [0, 2], "the same facts again change nothing")
        #expect(corner.names("/done") == ["a-2.csv", "a.csv"], "no earlier file is written over")
        try corner.clear()
    }

    @Test func messagesAreTakenInToo() async throws {
        let corner = try Corner()
        let message = "MSH|^~\\&|HIS|H1|||20261125||ADT^A03|1|P|2.5\rEVN||20261124150000\rPID|1||P1^^^H1^MR||TEST^A\rPV1|1|I||||||||A|||||||||Z1\r"
        try Data((message + message.replacingOccurrences(of: "|A|||", with: "|X|||")).utf8).write(to: URL(fileURLWithPath: corner.path + "/m.HL7"))
        await corner.look()
        #expect(try corner.imports().map(\.content) == ["hl7"])
        #expect(try corner.imports().map { [$0.new, $0.rejected] } == [[1, 1]])
        #expect(corner.names("/failed") == ["m.HL7", "m.HL7.findings.csv"])
        try corner.clear()
    }

    @Test func whatIsStillWrittenIsLeftAlone() async throws {
        let corner = try Corner()
        try corner.put([Walk.discharge("ZY1")], as: "b.csv.part")
        try corner.put([Walk.discharge("ZY1")], as: ".hidden.csv")
        for count in 1...4 {
            try corner.put((1...count).map { Walk.discharge("ZY\($0)") }, as: "growing.csv")
            await corner.look(WatchedFolder.looksUnchanged - 1)
        }
        #expect(try corner.imports().isEmpty)
        #expect(corner.names() == [".hidden.csv", "b.csv.part", "growing.csv"])
        try FileManager.default.moveItem(atPath: corner.path + "/b.csv.part", toPath: corner.path + "/b.csv")
        await corner.look()
        #expect(corner.names() == [".hidden.csv"])
        #expect(corner.names("/done") == ["b.csv", "growing.csv"])
        try corner.clear()
    }

    @Test func aBadRowIsToldBesideTheFileAndTheOthersGoIn() async throws {
        let corner = try Corner()
        try corner.put([Walk.discharge("ZY1"), Walk.discharge("ZY2", at: "不是日期"), Walk.discharge("ZY3")], as: "c.csv")
        try corner.put(["x,y"], as: "unknown.csv", under: "甲,乙")
        try corner.put([Walk.discharge("ZY4")], as: "d.csv")
        await corner.look()
        #expect(try corner.imports().map(\.fileName) == ["c.csv", "d.csv"], "no file stops another")
        #expect(try corner.imports().map(\.new) == [2, 1])
        #expect(corner.names("/done") == ["d.csv"])
        #expect(corner.names("/failed") == ["c.csv", "c.csv.findings.csv", "unknown.csv", "unknown.csv.findings.csv"])
        let findings = try corner.text("/failed/c.csv.findings.csv").split(whereSeparator: \.isNewline)
        #expect(findings.count == 2 && findings[1].hasPrefix("3,") && findings[1].contains("不是日期"))
        #expect(try corner.text("/failed/unknown.csv.findings.csv").contains("认不出"))
        try corner.clear()
    }

    @Test func whoMayNotImportTakesNothingIn() async throws {
        let corner = try Corner(scope: Scope(units: [:]))
        try corner.put([Walk.discharge("ZY1")], as: "e.csv")
        await corner.look(WatchedFolder.looksUnchanged * 2)
        #expect(try corner.imports().isEmpty)
        #expect(corner.names() == ["e.csv"], "it waits until somebody sets it right")
        try corner.clear()
    }

    @Test func linksAndPipesAreNotFollowed() async throws {
        let corner = try Corner()
        try corner.put([Walk.discharge("ZY1")], as: "target.txt")
        try FileManager.default.createSymbolicLink(atPath: corner.path + "/link.csv", withDestinationPath: corner.path + "/target.txt")
        #expect(mkfifo(corner.path + "/pipe.csv", 0o600) == 0)
        await corner.look()
        #expect(try corner.imports().isEmpty)
        #expect(corner.names() == ["link.csv", "pipe.csv", "target.txt"])
        try corner.clear()
    }
}
