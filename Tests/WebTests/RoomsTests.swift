import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Pages
import Testing

@testable import Web

@Suite struct RoomsTests {
    /// Whoever sees a place in the rail may open it, and who does not see it may not change anything there.
    @Test(arguments: TestSite.Person.allCases) func everyPlaceInTheRailOpens(person: TestSite.Person) async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(person)
            let home = try await browser.get("/")
            #expect(home.status == .seeOther)
            let page = try await browser.get(home.location ?? "/")
            let places = page.text.matches(of: #/class="nav-a[^"]*" href="([^"]+)"/#).map { String($0.output.1) }
            #expect(!places.isEmpty)
            for place in places { #expect(try await browser.get(place).status == .ok, "\(place)") }
        }
    }

    @Test func whoIsNotSignedInIsAskedToAndComesBack() async throws {
        try await TestSite.make().test { client in
            let answer = try await Browser(client).get("/follow-ups?scope=unit")
            #expect(answer.location == "/sign-in?return=%2Ffollow-ups%3Fscope%3Dunit")
            #expect(try await Browser(client).get("/follow-ups", [.accept: "*/*"]).status == .unauthorized)
        }
    }

    /// Pages link with `Address`, routes and redirects are made of `SitePath`: they are the same places.
    @Test func pathsAndAddressesAgree() {
        let pairs: [(String, String)] = [
            (SitePath.followUp.address("42"), Address.followUp("42")), (SitePath.contacts.address("42"), Address.contacts(of: "42")),
            (SitePath.draft.address("42"), Address.draft(of: "42")), (SitePath.claim.address("42"), Address.claim(of: "42")),
            (SitePath.revelations.address("42"), Address.phoneRevelations(of: "42")), (SitePath.explanation.address("42"), Address.explanation(of: "42")),
            (SitePath.event.address("42"), Address.event("42")), (SitePath.party.address("42"), Address.party("42")),
            (SitePath.importRun.address("42"), Address.importRun("42")), (SitePath.pack.address("R22@1"), Address.pack("R22@1")),
            (SitePath.adoption.address("42"), Address.adoption("42")), (SitePath.review.address("42"), Address.review("42")),
            (SitePath.bulkAct.address("42"), Address.bulk("42")), (SitePath.bulkUndoing.address("42"), Address.undoing(of: "42")),
            (SitePath.printedRecord.address("42"), Address.printedRecord("42")),
        ]
        for (path, address) in pairs { #expect(path == address) }
        for item in NavigationItem.allCases { #expect(Navigation.opening[item] != nil, "\(item) opens nothing") }
    }

    @Test(arguments: ["/follow-ups/0", "/follow-ups/x", "/follow-ups/999999999999", "/events/1", "/parties/1", "/reviews/1", "/adoptions/1", "/imports/1", "/regulations/R99"])
    func whatIsNotThereIsNotFound(address: String) async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.quality)
            let answer = try await browser.get(address)
            #expect(answer.status == .notFound)
            #expect(answer.text.contains("没有找到"))
        }
    }

    @Test func aPasswordThatSomebodyElseSetIsChangedFirst() async throws {
        try await TestSite.make().test { client in
            let admin = Browser(client)
            try await admin.signIn(.admin)
            let users = try await admin.get("/users")
            let account = TestSite.Person.nurse.rawValue + 1000
            #expect(users.text.contains("/users/\(account)/password"))
            let shown = try await admin.post("/users/\(account)/password", [])
            let password = try #require(shown.text.firstMatch(of: #/<code class="secret">([^<]+)</code>/#)).output.1
            #expect(!(try await admin.get("/users").text.contains(password)), "shown once")
            let nurse = Browser(client)
            try await nurse.signIn(.nurse, password: String(password))
            #expect(try await nurse.get("/follow-ups").location == "/preferences")
            #expect(try await nurse.get("/preferences").status == .ok)
            let wrong = try await nurse.post("/preferences/password", [("current", String(password)), ("new", "amber lantern 93"), ("again", "amber lantern 9")])
            #expect(wrong.status == .unprocessableContent)
            let right = try await nurse.post("/preferences/password", [("current", String(password)), ("new", "amber lantern 93"), ("again", "amber lantern 93")])
            #expect(right.status == .seeOther)
            #expect(try await nurse.get("/follow-ups").status == .ok)
        }
    }
}
