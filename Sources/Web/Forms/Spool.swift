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

    /// Gone from the folder; whoever has it open reads on.
    func remove() { unlink(path) }
}
