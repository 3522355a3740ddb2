import Channels
import Operations
import Web

/// Webhooks over the network.
struct NetworkCourier: WebhookSending {
    private let courier: WebhookCourier

    /// - Parameter named: hosts with ports that the operator allows though they are private or without TLS.
    init(named: [String]) { courier = WebhookCourier(rule: AddressRule(named: named)) }

    func refusal(of url: String) -> String? {
        do throws(AddressRule.Refused) {
            try courier.rule.check(url)
            return nil
        } catch {
            return error.rawValue
        }
    }

    func send(to url: String, headers: [String: String], body: String) async -> ParcelOutcome {
        switch await courier.send(to: url, headers: headers, body: body) {
        case .answered(let status): .answered(status)
        case .failed(let why): .failed(why)
        }
    }
}
