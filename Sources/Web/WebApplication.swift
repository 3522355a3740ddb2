import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// The site as an application. `serve` and the tests build it with the same function; tests need no socket.
public enum WebApplication {
    /// With its heartbeat, from start to the end that a signal asks for.
    ///
    /// - Parameters:
    ///   - folder: where files to import are put by other programs.
    ///   - wire: listens for messages of other programs.
    ///   - webhooks: tells other programs what happens.
    ///   - listening: called when the port is open.
    public static func build(
        _ site: Site, host: String = "127.0.0.1", port: Int = 8080, watching folder: WatchedFolder? = nil, wire: MessageListener? = nil,
        webhooks: WebhookRunner? = nil,
        listening: @escaping @Sendable () -> Void = {}
    ) -> some ApplicationProtocol {
        Application(
            router: router(site),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            services: services(site, folder, wire, webhooks),
            onServerRunning: { _ in listening() },
            logger: site.logger)
    }

    private static func services(_ site: Site, _ folder: WatchedFolder?, _ wire: MessageListener?, _ webhooks: WebhookRunner?) -> [any Service] {
        var services: [any Service] = [HeartbeatService(heartbeat: Heartbeat(site))]
        if let folder { services.append(WatchedFolderService(folder: folder)) }
        if let wire { services.append(wire) }
        if let webhooks { services.append(WebhookService(runner: webhooks)) }
        return services
    }

    static func router(_ site: Site) -> Router<Visit> {
        let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestRecord(metrics: site.metrics, stopwatch: site.stopwatch, numbers: RequestNumbers(run: site.token())))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: Reception(site: site, doors: doors))
        HealthRoutes(site: site).add(to: router)
        StaticRoutes(files: site.statics).add(to: router)
        SignInRoutes(site).add(to: router)
        ApiRoutes(site: site).add(to: router)
        addRooms(site, router)
        return router
    }

    /// The rooms of the house, each with its own file.
    private static func addRooms(_ site: Site, _ router: Router<Visit>) {
        FrontDoor(site: site).add(to: router)
        QueueRoutes(site: site).add(to: router)
        BulkRoutes(site: site).add(to: router)
        TeamRoutes(site: site).add(to: router)
        ViewRoutes(site: site).add(to: router)
        LiveRoutes(site: site).add(to: router)
        ConsoleRoutes(site: site).add(to: router)
        ExplanationRoutes(site: site).add(to: router)
        PeopleRoutes(site: site).add(to: router)
        MergeRoutes(site: site).add(to: router)
        ReviewRoutes(site: site).add(to: router)
        ReceptionRoutes(site: site).add(to: router)
        CaseRoutes(site: site).add(to: router)
        CaseTable(site: site).add(to: router)
        MyCaseRoutes(site).add(to: router)
        DutyRoutes(site: site).add(to: router)
        NoticeRoutes(site: site).add(to: router)
        FigureRoutes(site: site).add(to: router)
        ReportRoutes(site: site).add(to: router)
        RegisterRoutes(site: site).add(to: router)
        FormRoutes(site: site).add(to: router)
        DrawRoutes(site: site).add(to: router)
        PlanRoutes(site: site).add(to: router)
        AssessmentRoutes(site: site).add(to: router)
        ImportRoutes(site: site).add(to: router)
        RegulationRoutes(site: site).add(to: router)
        AdoptionRoutes(site: site).add(to: router)
        PreferenceRoutes(site: site).add(to: router)
        StaffRoutes(site: site).add(to: router)
        UserRoutes(site: site).add(to: router)
        TokenRoutes(site: site).add(to: router)
        WebhookRoutes(site: site).add(to: router)
        JournalRoutes(site: site).add(to: router)
    }

    static let doors = Doors(ownDoors + ApiTable.routes.map { ($0.path, $0.method, .program) })

    private static let ownDoors: [(SitePath, HTTPRequest.Method, Doors.Door)] = [
        (.health, .get, .bare), (.readiness, .get, .bare), (.metrics, .get, .bare), (.statics, .get, .bare),
        (.signIn, .get, .open), (.signIn, .post, .open), (.signOut, .post, .open), (.preferences, .post, .open), (.preferences, .get, .always),
        (.ownPassword, .post, .always), (.pulse, .get, .watching), (.myCase, .get, .open), (.myCase, .post, .open),
        (.myCaseAdditions, .post, .open), (.myCaseRating, .post, .open), (.myCaseWithdrawal, .post, .open), (.imports, .post, .upload), (.openApi, .get, .bare),
    ]
}
