/// How a database file is opened.
public struct SQLiteOptions: Sendable {
    /// Connections for reading; as many reads run at the same time.
    public var readers: Int
    /// How long to wait for another process that holds the write lock, in milliseconds.
    public var busyTimeout: Int32
    /// Page cache of each connection, in KiB.
    public var cacheSize: Int
    /// What a commit waits for.
    package var durability: Durability = .full

    public init(readers: Int = 4, busyTimeout: Int32 = 5_000, cacheSize: Int = 16_384) {
        self.readers = readers
        self.busyTimeout = busyTimeout
        self.cacheSize = cacheSize
    }

    package enum Durability: Int64, Sendable {
        /// Nothing. Only the test which shows that the crash test can fail opens a database so.
        case none = 0
        /// The file is synced before a commit returns.
        case full = 2
    }
}
