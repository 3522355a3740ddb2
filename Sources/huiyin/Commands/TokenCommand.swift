import ArgumentParser
import Domain
import Operations
import SQLCore
import Storage

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens with which other programs use /api/v1: create, list, revoke.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a token and prints it, this once.",
            discussion: "Permits: \(Permit.allCases.map(\.rawValue).joined(separator: ", ")). The token never may more than the account it acts for.")
        @OptionGroup var place: PlaceOptions
        @OptionGroup var actor: ActorOptions
        @Argument(help: "What it is for, in words.") var name: String
        @Option(name: .customLong("for"), help: ArgumentHelp("The account it acts for.", valueName: "sign-in")) var owner: String
        @Option(name: .customLong("permit"), help: ArgumentHelp("What it may do; several with several options.", valueName: "permit")) var permits:
            [String]
        @Option(help: ArgumentHelp("Only in this unit and all below it.", valueName: "code")) var unit: String?
        @Option(help: "For how many days it is valid, \(TokenAdministration.longest) at most.") var days = 365

        func validate() throws {
            let unknown = permits.filter { Permit(rawValue: $0) == nil }
            guard unknown.isEmpty else { throw ValidationError("--permit wants \(Permit.allCases.map(\.rawValue).joined(separator: ", ")).") }
        }

        func run() throws {
            try place.withHouse { house, assembly in
                let context = try actor.context(house, assembly)
                let units = try house.premises.database.read { try DirectoryRows.units(of: context.organisation, in: $0) }
                let within = try unit.map { code in
                    guard let unit = units.first(where: { $0.code == code }) else { throw Obstacle("There is no unit with the code \(code).") }
                    return unit.id
                }
                let account = try AccountAdministration(house.premises).account(signIn: owner, context)
                let new = TokenAdministration.NewToken(
                    name: name, account: account, permits: Set(permits.compactMap(Permit.init)), unit: within, validDays: days)
                Console.say(try TokenAdministration(house.premises).create(new, context).text)
                Console.remark("Shown this once; huiyin keeps only its hash.")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the tokens of an organisation, newest first.")
        @OptionGroup var place: PlaceOptions
        @OptionGroup var actor: ActorOptions
        @OptionGroup var output: FormatOption

        func run() throws {
            try place.withHouse { house, assembly in
                let context = try actor.context(house, assembly)
                let rows = try TokenAdministration(house.premises).list(context).map { view in
                    [
                        String(view.row.id), view.row.name, view.signIn, view.unitCode ?? "", view.row.permits.joined(separator: " "),
                        view.state.rawValue,
                        context.zone.limitDay(of: view.row.expiresAt).iso, view.row.usedAt.map(context.zone.iso) ?? "",
                    ]
                }
                Table(headings: ["id", "name", "account", "unit", "permits", "state", "until", "used"], rows: rows).print(as: output.format)
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes a token: from now on it is refused.")
        @OptionGroup var place: PlaceOptions
        @OptionGroup var actor: ActorOptions
        @Argument(help: ArgumentHelp("The token's id, as the list shows it.", valueName: "id")) var id: Int64

        func run() throws {
            try place.withHouse { house, assembly in
                try TokenAdministration(house.premises).revoke(id, actor.context(house, assembly))
            }
        }
    }
}
