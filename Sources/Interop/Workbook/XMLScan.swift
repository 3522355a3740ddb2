import CExpat
import Glibc

/// Who gets the elements of a part as they are read.
protocol XMLReceiver: AnyObject {
    /// Why no more is wanted: the part says what must not be.
    var fault: WorkbookFault? { get }
    func began(_ element: XMLName, _ attributes: XMLAttributes)
    func ended(_ element: XMLName)
    /// A piece of text; one text may come in several.
    func found(_ text: UnsafeBufferPointer<UInt8>)
}

/// A name without its prefix: Excel writes `row`, others `x:row`. Valid only while its element is being told.
struct XMLName {
    private let local: UnsafePointer<CChar>

    init(_ name: UnsafePointer<CChar>) {
        var end = name
        while end.pointee != 0, end.pointee != 0x3A { end += 1 }
        local = end.pointee == 0 ? name : end + 1
    }

    func `is`(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { strcmp(local, UnsafeRawPointer($0.baseAddress!).assumingMemoryBound(to: CChar.self)) == 0 }
    }
}

/// The attributes of an element. Valid only while it is being told.
struct XMLAttributes {
    fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

    func each(_ body: (XMLName, UnsafePointer<CChar>) -> Void) {
        var next = pairs
        while let name = next[0], let value = next[1] {
            body(XMLName(name), value)
            next += 2
        }
    }

    subscript(_ name: StaticString) -> String? {
        var found: String?
        each { if $0.is(name) { found = String(cString: $1) } }
        return found
    }

    func isOn(_ name: StaticString) -> Bool { ["1", "true", "on"].contains(self[name] ?? "") }
}

/// Reads a part with expat. A document type, and with it every entity of the writer's own, is refused: no workbook has one.
final class XMLScan {
    private let parser: XML_Parser
    private let receiver: any XMLReceiver
    private var depth = 0
    /// Bytes since something was told: expat keeps a tag until it is whole.
    private var silent = 0
    private static let deepest = 100
    private static let longestTag = 4 << 20

    init(_ receiver: any XMLReceiver) {
        // Nil only when there is no memory left, where Swift ends the program too.
        parser = XML_ParserCreate(nil)!
        self.receiver = receiver
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(parser, { XMLScan.of($0)?.began($1, $2) }, { XMLScan.of($0)?.ended($1) })
        XML_SetCharacterDataHandler(parser) { XMLScan.of($0)?.found($1, $2) }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLScan.of(data)?.stop() }
    }

    deinit { XML_ParserFree(parser) }

    func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool = false) throws(WorkbookFault) {
        silent += bytes.count
        let status = XML_Parse(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isLast ? 1 : 0)
        if let fault = receiver.fault { throw fault }
        guard status == XML_STATUS_OK, silent < Self.longestTag else { throw .damaged }
    }

    /// A whole part.
    static func read(_ part: ZipArchive.Part, of archive: ZipArchive, to receiver: any XMLReceiver) throws {
        let scan = XMLScan(receiver)
        try archive.read(part) {
            try scan.feed($0)
            return true
        }
        try scan.feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLScan? {
        data.map { Unmanaged<XMLScan>.fromOpaque($0).takeUnretainedValue() }
    }

    private func began(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        (silent, depth) = (0, depth + 1)
        if depth > Self.deepest { return stop() }
        if let name, let attributes { receiver.began(XMLName(name), XMLAttributes(pairs: attributes)) }
    }

    private func ended(_ name: UnsafePointer<CChar>?) {
        (silent, depth) = (0, depth - 1)
        if let name { receiver.ended(XMLName(name)) }
    }

    private func found(_ text: UnsafePointer<CChar>?, _ count: Int32) {
        silent = 0
        text?.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { receiver.found(UnsafeBufferPointer(start: $0, count: Int(count))) }
    }

    private func stop() { XML_StopParser(parser, 0) }
}
