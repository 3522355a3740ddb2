import Dispatch
import Foundation
import FoundationNetworking
import Synchronization

/// Sends one message over HTTP and says what came of it. Follows no redirect, keeps no cookie, reads no answer beyond its status.
public struct WebhookCourier: Sendable {
    /// What came of it.
    public enum Outcome: Sendable, Hashable {
        case answered(Int)
        /// `timeout`, `unreachable`, or why the address was refused.
        case failed(String)
    }

    public let rule: AddressRule
    private let seconds: Double

    /// - Parameter seconds: how long one attempt may take, whatever the receiver does meanwhile.
    public init(rule: AddressRule, seconds: Double = 10) { (self.rule, self.seconds) = (rule, seconds) }

    public func send(to address: String, headers: [String: String], body: String) async -> Outcome {
        if let refused = await refusal(of: address) { return .failed(refused.rawValue) }
        guard let url = URL(string: address) else { return .failed(AddressRule.Refused.noAddress.rawValue) }
        var request = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: seconds)
        request.httpMethod = "POST"
        request.httpBody = Data(body.utf8)
        request.httpShouldHandleCookies = false
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        return await Attempt().run(request, seconds: seconds)
    }

    /// Looking a name up blocks a thread that nobody else waits for.
    private func refusal(of address: String) async -> AddressRule.Refused? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                do throws(AddressRule.Refused) {
                    try rule.checkResolved(address)
                    continuation.resume(returning: nil)
                } catch {
                    continuation.resume(returning: error)
                }
            }
        }
    }
}

/// One request. Whatever happens first is what came of it: a status, an error, or the end of patience.
private final class Attempt: NSObject, URLSessionDataDelegate, Sendable {
    private let waiting = Mutex<CheckedContinuation<WebhookCourier.Outcome, Never>?>(nil)

    func run(_ request: URLRequest, seconds: Double) async -> WebhookCourier.Outcome {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieAcceptPolicy = .never
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        let patience = Task {
            try await Task.sleep(for: .seconds(seconds))
            finish(.failed("timeout"))
        }
        let outcome = await withCheckedContinuation { continuation in
            waiting.withLock { $0 = continuation }
            session.dataTask(with: request).resume()
        }
        patience.cancel()
        session.invalidateAndCancel()
        return outcome
    }

    private func finish(_ outcome: WebhookCourier.Outcome) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: outcome)
    }

    private func finish(_ response: URLResponse) {
        finish((response as? HTTPURLResponse).map { .answered($0.statusCode) } ?? .failed("unreachable"))
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        finish(response)
        completionHandler(.cancel)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        finish(response)
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        if let response = task.response { return finish(response) }
        finish(.failed((error as? URLError)?.code == .timedOut ? "timeout" : "unreachable"))
    }
}
