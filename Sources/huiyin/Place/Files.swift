import Foundation

/// Reading of files, with errors that name them.
enum Files {
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw Obstacle("The file \(path) cannot be read.") }
        return Array(data)
    }

    static func text(_ path: String) throws -> String {
        guard let text = String(validating: try bytes(path), as: UTF8.self) else { throw Obstacle("The file \(path) is not UTF-8.") }
        return text
    }

    /// Paths of the files below a folder, in the order of their names; empty when there is no such folder.
    static func below(_ folder: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    /// Makes a folder that only its owner may enter; one that exists stays as it is.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Obstacle("The folder \(path) cannot be made: \(error.localizedDescription)")
        }
    }
}
