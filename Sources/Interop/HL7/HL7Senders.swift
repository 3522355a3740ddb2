import Domain
import Glibc

/// Who may send messages over the wire: from where, under which name, for which organisation and as whom.
///
/// A table `address,application,facility,organisation,account,charset`. The first row that fits a message says whose it is; an empty cell of
/// `application` (MSH-3), `facility` (MSH-4) fits every message, an empty `account` is the console's own.
public struct HL7Sender: Sendable, Hashable {
    public var addresses: AddressRange
    public var application, facility: String
    /// Code of the organisation; empty where there is one only.
    public var organisation: String
    /// Sign-in name under which facts are taken in.
    public var account: String
    /// What the sender is known to write; nil = what each message says.
    public var encoding: TextEncoding?

    public init(addresses: AddressRange, application: String = "", facility: String = "", organisation: String = "", account: String = "", encoding: TextEncoding? = nil) {
        (self.addresses, self.application, self.facility) = (addresses, application, facility)
        (self.organisation, self.account, self.encoding) = (organisation, account, encoding)
    }

    public func fits(_ header: HL7Header) -> Bool {
        (application.isEmpty || application == header.application) && (facility.isEmpty || facility == header.facility)
    }
}

extension HL7Sender {
    public static let columns = ["address", "application", "facility", "organisation", "account", "charset"]

    /// Reads the table; a row that cannot be read is an error with its line, because nobody may send by mistake.
    public static func read(_ bytes: [UInt8], name: String? = nil, onFinding: (Finding) -> Void) -> [HL7Sender] {
        let (header, rows) = CSVReader(name: name).read(bytes, onFinding: onFinding)
        guard let header else { return [] }
        let columns = NamedColumns(header, headings: Dictionary(uniqueKeysWithValues: columns.map { ($0, [$0]) }), required: ["address"], name: name)
        columns.findings.forEach(onFinding)
        guard columns.isUsable else { return [] }
        return rows.compactMap { sender($0, columns, name, onFinding) }
    }

    private static func sender(_ row: CSVRow, _ columns: NamedColumns, _ name: String?, _ onFinding: (Finding) -> Void) -> HL7Sender? {
        func text(_ column: String) -> String { columns.cell(column, row)?.text ?? "" }
        func fault(_ code: String, _ column: String) {
            onFinding(Finding(.error, code, at: Place(source: name, line: row.line, path: column), ["value": String(text(column).prefix(80))]))
        }
        guard let addresses = AddressRange(text("address")) else {
            fault("senders.addressUnreadable", "address")
            return nil
        }
        let encoding = HL7Charset.encoding(text("charset"))
        guard encoding != nil || text("charset").isEmpty else {
            fault("senders.charsetUnknown", "charset")
            return nil
        }
        return HL7Sender(
            addresses: addresses, application: text("application"), facility: text("facility"), organisation: text("organisation"), account: text("account"),
            encoding: encoding)
    }
}

/// One address of the internet protocol, or all that begin alike: `10.1.2.3`, `10.1.2.0/24`, `fd00::/8`.
public struct AddressRange: Sendable, Hashable {
    private let bytes: [UInt8]
    private let bits: Int

    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let bytes = Self.bytes(String(parts[0])) else { return nil }
        guard let bits = parts.count == 2 ? Int(parts[1]) : bytes.count * 8, (0...bytes.count * 8).contains(bits) else { return nil }
        (self.bytes, self.bits) = (bytes, bits)
    }

    /// This machine itself.
    public static let loopback = [AddressRange("127.0.0.0/8")!, AddressRange("::1")!]

    public func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(address), other.count == bytes.count else { return false }
        let (whole, rest) = (bits / 8, bits % 8)
        guard bytes.prefix(whole) == other.prefix(whole) else { return false }
        return rest == 0 || (bytes[whole] ^ other[whole]) >> UInt8(8 - rest) == 0
    }

    /// Four bytes, or sixteen; an address of the fourth version written as one of the sixth is the former.
    private static func bytes(_ text: String) -> [UInt8]? {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        return bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : bytes
    }
}
