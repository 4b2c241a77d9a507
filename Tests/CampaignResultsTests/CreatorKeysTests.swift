// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import CampaignResults
@testable import CampaignText

@Suite("Hashes of creators")
struct CreatorKeysTests {
    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test("SHA-256 gives the examples of FIPS 180-4")
    func sha() {
        #expect(
            hexadecimal(SHA256.hash(Array("abc".utf8)))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(hexadecimal(SHA256.hash([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        let two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
        #expect(
            hexadecimal(SHA256.hash(Array(two.utf8)))
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }

    @Test("The keyed hash gives cases 1, 2 and 6 of RFC 4231")
    func keyed() {
        let first = SHA256.authenticated(Array("Hi There".utf8), key: [UInt8](repeating: 0x0B, count: 20))
        #expect(hexadecimal(first) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        let second = SHA256.authenticated(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(hexadecimal(second) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let long = SHA256.authenticated(
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            key: [UInt8](repeating: 0xAA, count: 131))
        #expect(hexadecimal(long) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }

    @Test("A hash is the one that Python's hmac gives for key, kind and name")
    func hashes() {
        var keys = Fixture.keys
        #expect(keys.hash(.creator, "creator-01") == "5793747c0ad8b01b")
        #expect(keys.hash(.creator, "ada") == "033ea45e12ccb3f7")
        #expect(keys.hash(.post, "7301234567890123456") == "2e50d000f3a79e13")
    }

    @Test("The file leads back to names, gives the same hashes again, and grows by new names only")
    func file() throws {
        var keys = Fixture.keys
        let hash = keys.hash(.creator, "ada, the \"first\"")
        let text = String(decoding: keys.bytes, as: UTF8.self)
        #expect(text.contains("\ncreator,\(hash),\"ada, the \"\"first\"\"\"\n"))
        var again = try CreatorKeys(file: keys.bytes, name: "k")
        #expect(again.hash(.creator, "ada, the \"first\"") == hash && !again.isChanged && again.bytes == keys.bytes)
        _ = again.hash(.creator, "bo")
        #expect(again.isChanged && again.bytes.starts(with: keys.bytes) && again.count == 2)
        var other = CreatorKeys(key: [UInt8](repeating: 7, count: 32))
        #expect(other.hash(.creator, "ada, the \"first\"") != hash)
    }

    @Test(
        "What is no such file is refused",
        arguments: ["", "kind,hash,name\n", "kind,hash,name\nkey,zz,\n", "row,order\nkey,00,\n"])
    func refused(text: String) {
        #expect(throws: ResultErrors.self) { try CreatorKeys(file: Array(text.utf8), name: "k") }
    }
}
