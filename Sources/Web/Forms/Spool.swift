import Foundation

/// The folder where uploads lie while their request is being answered: files that only the server's user may read.
public struct Spool: Sendable {
    public let folder: String

    public init(folder: String) { self.folder = folder }

    /// A new, empty file under a name that nobody can guess.
    func file(named token: String) throws -> SpoolFile { try SpoolFile(path: folder + "/upload-" + token) }
}

/// One upload on the disk. Written by one request, gone when that request is over unless somebody keeps it.
public final class SpoolFile: Sendable {
    public let path: String
    private let descriptor: Int32

    struct Failure: Error, Sendable {
        var reason: String
    }

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    func append(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, bytes.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(reason: String(cString: strerror(errno))) }
            written += count
        }
    }

    /// Opens what somebody else has written to this file's place, for `piece`.
    ///
    /// - Returns: its size in bytes.
    func reopen() throws -> Int {
        let other = open(path, O_RDONLY | O_CLOEXEC)
        guard other >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
        defer { close(other) }
        guard dup2(other, descriptor) >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw Failure(reason: String(cString: strerror(errno))) }
        return Int(lseek(descriptor, 0, SEEK_END) + lseek(descriptor, 0, SEEK_SET))
    }

    /// The next bytes after `reopen`; nil at the end.
    func piece(upTo count: Int) throws -> [UInt8]? {
        let bytes = try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = read(descriptor, buffer.baseAddress, count)
            if filled < 0 {
                filled = 0
                throw Failure(reason: String(cString: strerror(errno)))
            }
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// Gone from the folder; whoever has it open reads on.
    func remove() { unlink(path) }
}
