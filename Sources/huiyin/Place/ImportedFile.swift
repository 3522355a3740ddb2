import Foundation
import Operations

/// A file on the disk, read in pieces.
struct ImportedFile {
    let path: String
    static let piece = 256 * 1024

    var name: String { (path as NSString).lastPathComponent }

    /// A function that gives the next piece, nil at the end.
    func open() throws -> () throws -> [UInt8]? {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Obstacle("The file \(path) cannot be read.") }
        // The handle closes itself when nobody holds the function any more.
        return {
            let data = try file.read(upToCount: Self.piece) ?? Data()
            return data.isEmpty ? nil : Array(data)
        }
    }

    /// With its hash, by which the same file is known again.
    func importFile() throws -> ImportFile { try ImportFile(reading: name, open: open) }

    /// What the name says it holds: `hospital.3-patientDischarged.csv` holds `patientDischarged`. Nil when it says nothing.
    var contentOfName: String? {
        let stem = [".xlsx", ".csv"].first { name.hasSuffix($0) }.map { name.dropLast($0.count) } ?? name[...]
        guard let dash = stem.lastIndex(of: "-") else { return nil }
        let content = stem[stem.index(after: dash)...]
        return content.allSatisfy { $0.isASCII && $0.isLetter } && !content.isEmpty ? String(content) : nil
    }
}
