import Secrets
import Testing

@Suite struct HashTests {
    /// The examples of FIPS 180-4 (NIST, "SHA-256 Example" and the empty message).
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256(message: String, digest: String) {
        #expect(SHA256.hex(of: message) == digest)
        #expect(SHA256.digest(of: Array(message.utf8)) == Hexadecimal.bytes(digest))
    }

    @Test func aMillionLettersInPieces() {
        var hash = SHA256()
        for _ in 0..<1_000 { hash.update([UInt8](repeating: UInt8(ascii: "a"), count: 1_000)) }
        #expect(Hexadecimal.text(hash.digest) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func readingTheDigestDoesNotEndTheHash() {
        var hash = SHA256()
        hash.update("ab")
        #expect(hash.digest == SHA256.digest(of: "ab"))
        hash.update("c")
        #expect(hash.digest == SHA256.digest(of: "abc"))
    }

    /// RFC 4231, test cases 1, 2, 3, 6 and 7.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array(
                ("This is a test using a larger than block-size key and a larger than block-size data. "
                    + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ])
    func hmacSHA256(key: [UInt8], message: [UInt8], code: String) {
        let computed = HMACSHA256.code(for: message, key: key)
        #expect(Hexadecimal.text(computed) == code)
        #expect(HMACSHA256.isValid(computed, for: message, key: key))
        #expect(!HMACSHA256.isValid(Array(computed.dropLast()) + [computed[31] ^ 1], for: message, key: key))
        #expect(!HMACSHA256.isValid(Array(computed.dropLast()), for: message, key: key))
    }

    @Test func hexadecimal() {
        #expect(Hexadecimal.text([0, 0x0f, 0xa0, 0xff]) == "000fa0ff")
        #expect(Hexadecimal.bytes("000FA0ff") == [0, 0x0f, 0xa0, 0xff])
        #expect(Hexadecimal.bytes("") == [])
        #expect(Hexadecimal.bytes("abc") == nil)
        #expect(Hexadecimal.bytes("0g") == nil)
        #expect(Hexadecimal.bytes("０１") == nil, "full-width digits are no hexadecimal digits here")
    }

    @Test func blindIndexDependsOnKeyLabelAndText() throws {
        let key = try #require(SecretKey([UInt8](repeating: 7, count: 32)))
        let other = try #require(SecretKey([UInt8](repeating: 8, count: 32)))
        let index = BlindIndex(key: key, label: "party.phone")
        #expect(index.of("19900001234").count == 16)
        #expect(index.of("19900001234") == BlindIndex(key: key, label: "party.phone").of("19900001234"))
        #expect(index.of("19900001234") != index.of("19900001235"))
        #expect(index.of("19900001234") != BlindIndex(key: key, label: "party.other").of("19900001234"))
        #expect(index.of("19900001234") != BlindIndex(key: other, label: "party.phone").of("19900001234"))
        #expect(index.of("x") != BlindIndex(key: key, label: "party.phonex").of(""))
    }
}
