import Foundation
import Secrets
import Testing

@Suite struct MasterKeyTests {
    @Test func theFirstStartMakesAKeyAndTheNextReadsIt() throws {
        try withKeyFile { file in
            let first = try file.load(sealedDataExists: false)
            let again = try file.load(sealedDataExists: true)
            #expect(first.key(for: .sealedFields).bytes == again.key(for: .sealedFields).bytes)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            #expect(attributes[.size] as? Int == 32)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let neighbours = try FileManager.default.contentsOfDirectory(atPath: URL(fileURLWithPath: file.path).deletingLastPathComponent().path)
            #expect(neighbours == ["master.key"])
        }
    }

    @Test func aLostKeyIsNotReplacedWhileSealedDataExist() throws {
        try withKeyFile { file in
            #expect(throws: MasterKeyFile.Failure.missing(path: file.path)) { try file.load(sealedDataExists: true) }
            #expect(!FileManager.default.fileExists(atPath: file.path))
            #expect(MasterKeyFile.Failure.missing(path: file.path).description.contains("restore the file"))
        }
    }

    @Test func aKeyThatOthersCanReadIsRefused() throws {
        try withKeyFile { file in
            _ = try file.load(sealedDataExists: false)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
            #expect(throws: MasterKeyFile.Failure.exposed(path: file.path, mode: 0o640)) { try file.load(sealedDataExists: true) }
            #expect(MasterKeyFile.Failure.exposed(path: "k", mode: 0o640).description.contains("chmod 600 k"))
        }
    }

    @Test(arguments: [0, 31, 33, 500])
    func aKeyOfAnotherSizeIsRefused(size: Int) throws {
        try withKeyFile { file in
            let bytes = Data(repeating: 1, count: size)
            #expect(FileManager.default.createFile(atPath: file.path, contents: bytes, attributes: [.posixPermissions: 0o600]))
            #expect(throws: MasterKeyFile.Failure.wrongSize(path: file.path, bytes: min(size, 33))) {
                try file.load(sealedDataExists: false)
            }
        }
    }

    @Test func aFolderThatDoesNotExistIsSaid() {
        #expect(throws: MasterKeyFile.Failure.self) {
            try MasterKeyFile(path: "/nonexistent/folder/master.key").load(sealedDataExists: false)
        }
    }

    @Test func eachPurposeAndGenerationHasItsOwnKey() {
        let master = MasterKey(.random())
        let purposes: [KeyPurpose] = [.sealedFields, .blindIndex, .attachments, .journal, .sessions, .links]
        let keys = purposes.map { master.key(for: $0).bytes } + [master.key(for: .sealedFields, generation: 2).bytes]
        #expect(Set(keys).count == keys.count)
        #expect(keys.allSatisfy { $0.count == 32 })
        #expect(master.key(for: .journal).bytes == master.key(for: .journal).bytes)
    }

    /// Changing a label or the derivation would leave every sealed field unreadable. The value is
    /// BLAKE2b-256 of nothing with the master key as key, salt 1 and personalisation "sealfeld", by Python's hashlib.
    @Test func theDerivationNeverChanges() throws {
        let master = MasterKey(try #require(SecretKey([UInt8](0..<32))))
        #expect(Hexadecimal.text(master.key(for: .sealedFields).bytes) == "913be420babac3ff75ab53b5711667b89253a826a5e89858a79c09a6fa53d651")
    }

    @Test func generationsOfTheFieldSeal() throws {
        let master = MasterKey(.random())
        let sealed = master.fieldSeal().seal("text", context: "a")
        let newer = master.fieldSeal(generations: 1...2)
        #expect(try newer.openText(sealed, context: "a") == "text")
        #expect(newer.isStale(sealed))
    }

    @Test func aKeyDoesNotPrintItself() {
        let key = SecretKey.random()
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == "SecretKey")
        #expect(String(reflecting: MasterKey(key)).contains("bytes") == false)
        #expect(dumped == "- SecretKey\n")
        #expect(SecretKey([1, 2, 3]) == nil)
    }

    @Test func tokensAreLongAndUnlikeEachOther() {
        let tokens = (0..<100).map { _ in RandomSource.token() }
        #expect(Set(tokens).count == 100)
        #expect(tokens.allSatisfy { $0.count == 43 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") } })
        #expect(RandomSource.bytes(0) == [])
        #expect(RandomSource.token(bytes: 0) == "")
    }

    @Test func constantTimeComparison() {
        #expect(ConstantTime.equal("abc", "abc"))
        #expect(!ConstantTime.equal("abc", "abd"))
        #expect(!ConstantTime.equal("abc", "ab"))
        #expect(ConstantTime.equal([], []))
    }

    private func withKeyFile(_ body: (MasterKeyFile) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("huiyin-key-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(MasterKeyFile(path: folder.appendingPathComponent("master.key").path))
    }
}
