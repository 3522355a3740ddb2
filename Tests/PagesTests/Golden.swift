import Foundation
import Testing

@testable import Pages

/// Keeps a page as a file beside the tests: compared on every run, written anew with `RECORD_GOLDEN=1`.
enum Golden {
    private static let folder = Bench.root.appending(path: "Tests/PagesTests/Golden")
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

    static func expect(_ html: HTML, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = folder.appending(path: name + ".html")
        if isRecording {
            try html.markup.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let kept = try? String(contentsOf: file, encoding: .utf8)
        let isSame = kept == html.markup
        #expect(isSame, "\(name).html: \(difference(kept ?? "", html.markup)); look at it, then record with RECORD_GOLDEN=1", sourceLocation: sourceLocation)
    }

    private static func difference(_ kept: String, _ made: String) -> String {
        let (old, new) = (kept.split(separator: "\n", omittingEmptySubsequences: false), made.split(separator: "\n", omittingEmptySubsequences: false))
        for (index, line) in new.enumerated() where index >= old.count || old[index] != line {
            return "line \(index + 1) is now «\(line.prefix(300))», was «\(index < old.count ? String(old[index].prefix(300)) : "")»"
        }
        return "\(old.count - new.count) lines are missing"
    }
}
