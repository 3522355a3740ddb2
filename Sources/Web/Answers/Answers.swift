import HTTPTypes
import Hummingbird
import NIOCore
import Pages

extension Response {
    static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
        text(html.markup, type: "text/html; charset=utf-8", status: status)
    }

    static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// After something was done: the next page is fetched, and pressing reload does it no second time.
    static func seeOther(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address])
    }

    static let nothing = Response(status: .noContent)

    /// Bytes to be kept as a file.
    static func file(_ bytes: ByteBuffer, name: String, type: String) -> Response {
        let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-" })
        return Response(
            status: .ok, headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(plain)\""], body: ResponseBody(byteBuffer: bytes))
    }
}
