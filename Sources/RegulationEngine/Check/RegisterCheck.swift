import Domain

/// Columns and boxes that show nothing, and registers that a sheet cannot hold.
extension RegulationCheck {
    func registerFindings() -> [Finding] {
        let sources = RegisterSources(regulation, registry: registry)
        return regulation.records.flatMap { register in
            register.columns.compactMap { unknown($0, in: register, sources) } + crowded(register)
        }
    }

    /// The boxes above the fields of a printed form.
    func formHeadFindings() -> [Finding] {
        let sources = RegisterSources(regulation, registry: registry)
        return regulation.forms.flatMap { form in
            form.head.compactMap { name -> Finding? in
                guard sources.head(name, of: form.id) == nil else { return nil }
                let place = Place(path: "forms.\(form.id).head")
                guard let nearest = Nearest.name(to: name, in: sources.headNames(of: form.id)) else { return Finding(.error, "formHeadUnknown", at: place, ["name": name]) }
                return Finding(.error, "formHeadUnknown.near", at: place, ["name": name, "nearest": nearest])
            }
        }
    }

    private func unknown(_ column: RegisterColumn, in register: RegisterDefinition, _ sources: RegisterSources) -> Finding? {
        guard sources.source(of: column, in: register) == nil else { return nil }
        let place = Place(path: "records.\(register.id).columns.\(column.name)")
        guard let nearest = Nearest.name(to: column.from, in: sources.names(in: register)) else {
            return Finding(.error, "registerColumnUnknown", at: place, ["column": column.from])
        }
        return Finding(.error, "registerColumnUnknown.near", at: place, ["column": column.from, "nearest": nearest])
    }

    /// Beyond this many columns a line on A4 landscape is a few characters wide.
    private static let mostColumns = 24

    private func crowded(_ register: RegisterDefinition) -> [Finding] {
        guard register.columns.count > Self.mostColumns else { return [] }
        let place = Place(path: "records.\(register.id).columns")
        return [Finding(.warning, "registerTooWide", at: place, ["columns": String(register.columns.count), "most": String(Self.mostColumns)])]
    }
}
