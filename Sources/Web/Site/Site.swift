import Domain
import Interop
import Logging
import Operations
import Phrasebook

/// What the windows stand on. Assembly makes one from the machine it finds; tests make others on databases in memory.
public struct Site: Sendable {
    public var premises: Premises
    public var phrases: PhraseCatalogues
    public var statics: StaticFiles
    public var spool: Spool
    /// How sources write what is neither a name nor a number.
    public var importWords: ImportWords
    /// Runs the rehearsals of a pack with an edition's figures.
    public var rehearse: RehearsalRunner
    public var settings: SiteSettings
    public var metrics: Metrics
    public var logger: Logger
    /// What time it is.
    public var clock: @Sendable () -> Instant
    /// Nanoseconds that only go forward, for measuring.
    public var stopwatch: @Sendable () -> UInt64
    /// A text that nobody can guess, fit for cookies and file names.
    public var token: @Sendable () -> String
    /// Throws when the server cannot do its work: the database does not answer, or is not the one this program knows.
    public var readiness: @Sendable () throws -> Void
    /// Why an address may not be told what happens: a code; nil for one that may.
    public var webhookRefusal: @Sendable (String) -> String?
    /// Wrong tokens by address, and how often each token asks.
    let wrongTokens: AddressThrottle
    let tokenPace: TokenPace
    /// Who has which console open.
    let openConsoles = OpenConsoles()
    /// Threads for use cases.
    public var rooms: BlockingWork
    /// Threads for password hashes, each of which takes 19 MiB.
    public var passwords: BlockingWork
    /// Threads for workbooks, each of which takes seconds when it is long.
    public var exports: BlockingWork

    public init(
        premises: Premises, phrases: PhraseCatalogues, statics: StaticFiles, spool: Spool, importWords: ImportWords, rehearse: @escaping RehearsalRunner, settings: SiteSettings = SiteSettings(),
        metrics: Metrics = Metrics(), logger: Logger, clock: @escaping @Sendable () -> Instant, stopwatch: @escaping @Sendable () -> UInt64,
        token: @escaping @Sendable () -> String, readiness: @escaping @Sendable () throws -> Void,
        rooms: BlockingWork = BlockingWork(threads: 32, waiting: 500), passwords: BlockingWork = BlockingWork(threads: 2, waiting: 30),
        exports: BlockingWork = BlockingWork(threads: 2, waiting: 30), webhookRefusal: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.webhookRefusal = webhookRefusal
        (self.premises, self.phrases, self.statics, self.spool) = (premises, phrases, statics, spool)
        (self.importWords, self.rehearse) = (importWords, rehearse)
        (self.settings, self.metrics, self.logger) = (settings, metrics, logger)
        (self.clock, self.stopwatch, self.token, self.readiness) = (clock, stopwatch, token, readiness)
        (self.rooms, self.passwords, self.exports) = (rooms, passwords, exports)
        wrongTokens = AddressThrottle(limit: settings.failuresPerAddress, windowSeconds: settings.failureWindowSeconds)
        tokenPace = TokenPace(burst: settings.tokenBurst, perSecond: settings.tokenPerSecond)
    }
}

/// What an operator may set.
public struct SiteSettings: Sendable {
    /// Cookies are marked for TLS even when no proxy says that TLS is in use.
    public var secureCookies: Bool
    /// Failed sign-ins from one address within the window before it has to wait.
    public var failuresPerAddress: Int
    public var failureWindowSeconds: Int64
    /// Requests that a token may make at once, and how many more in each second.
    public var tokenBurst: Int
    public var tokenPerSecond: Double
    /// Bytes of all fields of a form; bytes of a file that is imported.
    public var formLimit: Int
    public var uploadLimit: Int
    /// Set only where the database holds invented people: shown on the sign-in page.
    public var demonstration: Demonstration?

    public struct Demonstration: Sendable {
        /// Sign-in name, and who it is.
        public var users: [(signIn: String, name: String)]
        public var password: String

        public init(users: [(signIn: String, name: String)], password: String) { (self.users, self.password) = (users, password) }
    }

    public init(
        secureCookies: Bool = false, failuresPerAddress: Int = 30, failureWindowSeconds: Int64 = 300, formLimit: Int = 1 << 20, uploadLimit: Int = 1 << 30,
        tokenBurst: Int = 200, tokenPerSecond: Double = 20, demonstration: Demonstration? = nil
    ) {
        (self.tokenBurst, self.tokenPerSecond) = (tokenBurst, tokenPerSecond)
        (self.secureCookies, self.failuresPerAddress, self.failureWindowSeconds) = (secureCookies, failuresPerAddress, failureWindowSeconds)
        (self.formLimit, self.uploadLimit, self.demonstration) = (formLimit, uploadLimit, demonstration)
    }
}
