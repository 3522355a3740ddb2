import ArgumentParser
import Domain
import Operations
import SQLCore
import Storage

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts: list, create, password, disable, enable.", subcommands: [List.self, Create.self, Password.self, Disable.self, Enable.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the accounts of an organisation.")
        @OptionGroup var place: PlaceOptions
        @OptionGroup var actor: ActorOptions
        @OptionGroup var output: FormatOption

        func run() throws {
            try place.withHouse { house, assembly in
                let context = try actor.context(house, assembly)
                let units = try house.premises.database.read { try DirectoryRows.units(of: context.organisation, in: $0) }
                let names = Dictionary(units.map { ($0.id, $0.code) }, uniquingKeysWith: { a, _ in a })
                let rows = try AccountAdministration(house.premises).list(context).map { view in
                    let rights = Dictionary(grouping: view.grants, by: \.unit).sorted { $0.key < $1.key }
                        .map { "\(names[$0.key] ?? ""):\($0.value.map(\.granted).sorted().joined(separator: "+"))" }
                    return [view.signIn, view.staff.code, view.staff.name, view.disabledAt == nil ? "enabled" : "disabled", rights.joined(separator: " ")]
                }
                Table(headings: ["account", "staff", "name", "state", "rights"], rows: rows).print(as: output.format)
            }
        }
    }

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes an account for a member of staff and prints its first password.")
        @OptionGroup var place: PlaceOptions
        @OptionGroup var actor: ActorOptions
        @Argument(help: ArgumentHelp("The sign-in name.", valueName: "sign-in")) var name: String
        @Option(help: ArgumentHelp("Whose: the code of the member of staff.", valueName: "code")) var staff: String
        @Option(help: ArgumentHelp("Rights: staff, head, management, quality or admin.", valueName: "preset")) var preset: String?
        @Option(help: ArgumentHelp("The unit the rights reach, with all below it.", valueName: "code")) var unit: String?

        func run() throws {
            try place.withHouse { house, assembly in
                let context = try actor.context(house, assembly)
                let directory = try house.premises.database.read { try DirectoryRows.directory(of: context.organisation, in: $0) }
                guard let person = directory.staff.values.first(where: { $0.code == staff }) else { throw Obstacle("There is nobody with the code \(staff).") }
                let desk = AccountAdministration(house.premises)
                let created = try desk.create(.init(staff: person.id, signIn: name), context)
                if let preset { try grant(preset, to: created.account, directory, desk, context) }
                Console.say(created.password)
                Console.remark("To be changed at the first sign-in.")
            }
        }

        private func grant(_ name: String, to account: Int64, _ directory: StaffDirectory, _ desk: AccountAdministration, _ context: Context) throws {
            guard let preset = RightPreset(rawValue: name) else {
                throw ValidationError("--preset wants \(RightPreset.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            guard let unit = directory.units.values.first(where: { $0.code == self.unit }) else { throw ValidationError("--preset needs --unit with the code of a unit.") }
            try desk.grant(preset, in: unit.id, to: account, context)
        }
    }

    struct Password: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a new password, ends the account's sign-ins, and prints the password.")
        @OptionGroup var place: PlaceOptions
        @OptionGroup var actor: ActorOptions
        @Argument(help: ArgumentHelp("The account.", valueName: "sign-in")) var name: String

        func run() throws {
            try place.withHouse { house, assembly in
                let context = try actor.context(house, assembly)
                let desk = AccountAdministration(house.premises)
                Console.say(try desk.resetPassword(of: desk.account(signIn: name, context), context))
            }
        }
    }

    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Disables an account and ends its sign-ins.")
        @OptionGroup var place: PlaceOptions
        @OptionGroup var actor: ActorOptions
        @Argument(help: ArgumentHelp("The account.", valueName: "sign-in")) var name: String
        @Option(help: "Why, for the journal.") var why: String?

        func run() throws {
            try place.withHouse { house, assembly in
                let context = try actor.context(house, assembly)
                let desk = AccountAdministration(house.premises)
                try desk.disable(desk.account(signIn: name, context), why: why, context)
            }
        }
    }

    struct Enable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lets a disabled account sign in again.")
        @OptionGroup var place: PlaceOptions
        @OptionGroup var actor: ActorOptions
        @Argument(help: ArgumentHelp("The account.", valueName: "sign-in")) var name: String

        func run() throws {
            try place.withHouse { house, assembly in
                let context = try actor.context(house, assembly)
                let desk = AccountAdministration(house.premises)
                try desk.enable(desk.account(signIn: name, context), context)
            }
        }
    }
}
