import Foundation

/// The file that holds the master key: 32 bytes that only their owner may read.
public struct MasterKeyFile: Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    public enum Failure: Error, Sendable, Hashable {
        /// There is no key file, but there are data sealed with the key it held.
        case missing(path: String)
        /// The file is there, but others than its owner may read or change it.
        case exposed(path: String, mode: Int)
        /// The file does not have 32 bytes.
        case wrongSize(path: String, bytes: Int)
        case unreadable(path: String, reason: String)
    }

    /// Reads the key, or makes one on the first start.
    ///
    /// `sealedDataExists` says whether the database already holds sealed fields: then a missing file is an error and
    /// never a new key, which would leave them unreadable for ever.
    public func load(sealedDataExists: Bool) throws(Failure) -> MasterKey {
        if let bytes = try read() { return try key(of: bytes) }
        if sealedDataExists { throw .missing(path: path) }
        try create(SecretKey.random())
        guard let bytes = try read() else { throw unreadable() }
        return try key(of: bytes)
    }

    private func key(of bytes: [UInt8]) throws(Failure) -> MasterKey {
        guard let key = SecretKey(bytes) else { throw .wrongSize(path: path, bytes: bytes.count) }
        return MasterKey(key)
    }

    /// Nil when there is no file. One byte more than a key is read, so that a longer file is noticed.
    private func read() throws(Failure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw unreadable()
        }
        defer { close(descriptor) }
        try refuseExposed(descriptor)
        var bytes = [UInt8](repeating: 0, count: SecretKey.size + 1)
        let count = Foundation.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw unreadable() }
        return Array(bytes.prefix(count))
    }

    private func refuseExposed(_ descriptor: Int32) throws(Failure) {
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw unreadable() }
        let mode = Int(information.st_mode & 0o777)
        guard mode & 0o077 == 0 else { throw .exposed(path: path, mode: mode) }
    }

    /// Written and synced under another name and then linked, so that no half-written key is ever found, and of two
    /// programs that start together only one makes the key.
    private func create(_ key: SecretKey) throws(Failure) {
        let draft = "\(path).\(RandomSource.token(bytes: 6))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unreadable() }
        defer { unlink(draft) }
        let isWritten = write(descriptor, key.bytes, key.bytes.count) == key.bytes.count && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten else { throw unreadable() }
        guard link(draft, path) == 0 || errno == EEXIST else { throw unreadable() }
        syncFolder()
    }

    private func syncFolder() {
        let name = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let folder = open(name, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private func unreadable() -> Failure {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
}

extension MasterKeyFile.Failure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let path):
            "the key file \(path) is missing, but the database holds fields sealed with it; restore the file from its backup and start again (a new key could not open them)"
        case .exposed(let path, let mode):
            "the key file \(path) can be read by others (mode \(String(mode, radix: 8))); run: chmod 600 \(path)"
        case .wrongSize(let path, let bytes):
            "the key file \(path) has \(bytes > SecretKey.size ? "more than \(SecretKey.size)" : String(bytes)) bytes, not \(SecretKey.size); restore it from its backup"
        case .unreadable(let path, let reason):
            "the key file \(path) cannot be used: \(reason); check that its folder exists and belongs to the user who runs the server"
        }
    }
}
