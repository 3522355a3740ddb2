import Foundation
import Testing

/// A disk that loses what was not synced. The shim `Tests/Crash/unsynced.c`, loaded into the writer, notes what
/// every write replaced until a sync follows; undoing the notes after a kill leaves what a power cut may leave.
struct LosingDisk {
    let library: String

    init(in folder: String) throws {
        library = folder + "/unsynced.so"
        let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Crash/unsynced.c").path
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["cc", "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl", "-lpthread"]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0, "the shim needs a C compiler: apt install gcc")
    }

    func environment(watching folder: String) -> [String: String] {
        ["LD_PRELOAD": library, "UNSYNCED_FOLDER": URL(filePath: folder).resolvingSymlinksInPath().path]
    }

    /// Undoes every write to the files in `folder` that no sync followed, newest first.
    static func losePower(in folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let path = folder + "/" + name
            if name.hasSuffix(".unsynced") { try undo(notesAt: path) }
            // Shared memory does not outlive a power cut.
            if name.hasSuffix("-shm") { try FileManager.default.removeItem(atPath: path) }
        }
    }

    private static func undo(notesAt path: String) throws {
        // A file that was deleted since (a rollback journal) has nothing to undo.
        if let file = FileHandle(forUpdatingAtPath: String(path.dropLast(".unsynced".count))) { try undo(notesAt: path, in: file) }
        try FileManager.default.removeItem(atPath: path)
    }

    private static func undo(notesAt path: String, in file: FileHandle) throws {
        for note in try notes(at: path).reversed() {
            try file.seek(toOffset: note.offset)
            try file.write(contentsOf: note.bytes)
            try file.truncate(atOffset: note.size)
        }
        try file.close()
    }

    private struct Note {
        let offset: UInt64
        let bytes: Data
        let size: UInt64
    }

    /// Records of offset, length and file size, eight bytes each, and the old bytes. A record cut off by the kill
    /// belongs to a write that never began.
    private static func notes(at path: String) throws -> [Note] {
        let data = try Data(contentsOf: URL(filePath: path))
        var notes: [Note] = []
        var start = 0
        while start + 24 <= data.count {
            let numbers = (0..<3).map { field in data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start + 8 * field, as: UInt64.self) } }
            let end = start + 24 + Int(numbers[1])
            guard end <= data.count else { break }
            notes.append(Note(offset: numbers[0], bytes: data[(start + 24)..<end], size: numbers[2]))
            start = end
        }
        return notes
    }
}
