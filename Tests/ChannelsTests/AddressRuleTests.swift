import Testing

@testable import Channels

/// Nobody makes the server call what only the server can reach.
@Suite struct AddressRuleTests {
    private func refused(_ rule: AddressRule, _ address: String) -> AddressRule.Refused? {
        do throws(AddressRule.Refused) {
            try rule.check(address)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "https://example.org/hook", "https://example.org:8443/hook?a=b", "https://8.8.8.8/", "https://[2600::1]/x", "HTTPS://EXAMPLE.ORG",
    ])
    func whatIsPublicMayBeTold(address: String) { #expect(refused(AddressRule(), address) == nil) }

    @Test(arguments: [
        "", "example.org", "ftp://example.org/", "file:///etc/passwd", "https://", "https:///x", "https://user:pass@example.org/",
        "https://user@example.org/",
        "https://example.org/#part", "https://example.org/ x", "https://example.org/\r\nHost: a", "javascript:alert(1)", "https://例子.中国/",
        "https://example.org:0/", "https://example.org:99999/", "https://example.org/" + String(repeating: "x", count: 500),
    ])
    func whatIsNoAddressIsRefused(address: String) { #expect(refused(AddressRule(), address) == .noAddress) }

    @Test func plainHTTPIsRefused() { #expect(refused(AddressRule(), "http://example.org/") == .notSecure) }

    /// However the address is written.
    @Test(arguments: [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "255.255.255.255", "[::1]", "[::]",
        "[fe80::1]", "[fc00::1]",
        "[fd12::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:db8::1]", "[2001::1]",
        "[100::1]",
    ])
    func privateNetworksAreRefused(host: String) {
        #expect(refused(AddressRule(), "https://\(host)/") == .privateAddress)
    }

    @Test(arguments: ["1.1.1.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.0.1.1", "198.20.0.1", "223.255.255.255", "[64:ff9b::808:808]"])
    func neighboursOfPrivateNetworksAreNot(host: String) { #expect(refused(AddressRule(), "https://\(host)/") == nil) }

    /// What the operator named: that host with that port, nothing beside it.
    @Test func theOperatorMayNameAnAddress() {
        let rule = AddressRule(named: ["10.0.0.5:9000", "Relay.example:80", "::1:9000"])
        for address in ["http://10.0.0.5:9000/x", "https://10.0.0.5:9000/x", "http://relay.example/x", "http://[::1]:9000/"] {
            #expect(refused(rule, address) == nil, "\(address)")
        }
        for address in ["http://10.0.0.5:9001/", "http://10.0.0.6:9000/", "http://relay.example:81/", "https://10.0.0.5/"] {
            #expect(refused(rule, address) != nil, "\(address)")
        }
    }

    /// A name that leads to this machine is found out before anything is sent.
    @Test func aNameIsLookedUp() {
        #expect(throws: AddressRule.Refused.privateAddress) { try AddressRule().checkResolved("https://localhost/") }
        #expect(throws: AddressRule.Refused.unresolved) { try AddressRule().checkResolved("https://nothing.invalid/") }
        #expect(throws: Never.self) { try AddressRule(named: ["localhost:443"]).checkResolved("https://localhost/") }
        #expect(SocketAddress.resolve("localhost").contains([127, 0, 0, 1]) || SocketAddress.resolve("localhost").contains { $0.count == 16 })
    }
}
