import CSodium

/// libsodium, set up once. Everything here that needs a key or chance asks for this first.
enum Sodium {
    static func start() {
        precondition(isReady, "libsodium could not be set up: the system gives no random numbers")
    }

    /// −1 is the failure; 1 says that it was set up before.
    private static let isReady = sodium_init() >= 0
}
