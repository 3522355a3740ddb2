import Glibc

/// Addresses of machines as bytes, 4 or 16.
enum SocketAddress {
    /// The address that a text writes out, in any way that the system's resolver takes for one (`127.1`, `0x7f000001` too); nil for a name.
    static func literal(_ host: String) -> [UInt8]? {
        var four = in_addr()
        if inet_aton(host, &four) == 1 { return withUnsafeBytes(of: four.s_addr) { Array($0) } }
        var six = in6_addr()
        if inet_pton(AF_INET6, host, &six) == 1 { return withUnsafeBytes(of: six) { Array($0) } }
        return nil
    }

    /// Where a name leads now; nothing when nobody knows.
    static func resolve(_ host: String) -> [[UInt8]] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list) { $0?.pointee.ai_next }.compactMap(\.self).compactMap { bytes($0.pointee) }
    }

    private static func bytes(_ info: addrinfo) -> [UInt8]? {
        guard let address = info.ai_addr else { return nil }
        switch info.ai_family {
        case AF_INET:
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin_addr.s_addr) { Array($0) }
            }
        case AF_INET6:
            return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) }
            }
        default: return nil
        }
    }

    /// Whether it is an address of the public network: not of this machine, a private or link-local network, a group, or one set aside (RFC 6890).
    static func isPublic(_ bytes: [UInt8]) -> Bool { bytes.count == 4 ? isPublic4(bytes) : isPublic6(bytes) }

    private static func isPublic4(_ b: [UInt8]) -> Bool {
        switch (b[0], b[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19), (224..., _): false
        case (192, 0): b[2] != 0 && b[2] != 2
        case (198, 51): b[2] != 100
        case (203, 0): b[2] != 113
        default: true
        }
    }

    private static func isPublic6(_ b: [UInt8]) -> Bool {
        guard b.count == 16 else { return false }
        let isLow = b[0..<10].allSatisfy { $0 == 0 }
        // ::ffff:a.b.c.d and ::a.b.c.d hold an address of four bytes; 64:ff9b:: and 2002:: translate to one.
        if isLow, b[10] == 0xFF, b[11] == 0xFF { return isPublic4(Array(b[12...])) }
        if isLow { return false }
        if b.starts(with: [0x00, 0x64, 0xFF, 0x9B]) { return isPublic4(Array(b[12...])) }
        if b.starts(with: [0x20, 0x02]) { return isPublic4(Array(b[2..<6])) }
        // Only 2000::/3 is given out; 2001:db8:: is for examples, 2001:0:: a tunnel.
        return b[0] & 0xE0 == 0x20 && !b.starts(with: [0x20, 0x01, 0x0D, 0xB8]) && !b.starts(with: [0x20, 0x01, 0x00, 0x00])
    }
}
