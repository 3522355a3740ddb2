import Domain

/// Who makes a follow-up, by which channels, who signs and reviews.
extension RegulationReader {
    func assignLines(_ value: DocumentValue?, _ scope: ConditionScope) -> [AssignLine] {
        guard let value else { return [] }
        if value.scalar != nil { return role(value).map { [AssignLine(to: [.role($0)])] } ?? [] }
        if value.isList, value.items.contains(where: { $0.scalar != nil }) {
            value.report("assignSaysNoMode")
            return []
        }
        return value.items.compactMap { assignLine($0, scope) }
    }

    private func assignLine(_ value: DocumentValue, _ scope: ConditionScope) -> AssignLine? {
        guard let section = DocumentSection(value, as: RegulationGrammar.assignLine) else { return nil }
        let to = section.items("to").compactMap { source($0, events: scope.events) }
        guard !to.isEmpty else { return nil }
        let mode = section["mode"].flatMap { self.mode($0) }
        if to.count > 1 && mode == nil { value.report("assignSaysNoMode") }
        return AssignLine(
            condition: condition(section["when"], in: ConditionScope(events: scope.events, attributes: scope.attributes)), to: to, mode: mode ?? .alone,
            optionallyWith: section.items("with").compactMap { source($0, events: scope.events) }, inPerson: section.flag("inPerson"), basis: section.basis())
    }

    private func mode(_ value: DocumentValue) -> AssignLine.Mode? {
        guard case .word(let words)? = RegulationGrammar.assignLine.key("mode")?.shape else { return nil }
        return value.word(in: words).flatMap(AssignLine.Mode.init(rawValue:))
    }

    func channels(_ value: DocumentValue, _ scope: ConditionScope) -> [ChannelStep] {
        guard value.isMapping else { return value.word(ContactChannel.self).map { [ChannelStep(channel: $0)] } ?? [] }
        return value.pairs().compactMap { name, step in
            guard let channel = ContactChannel(rawValue: name) else {
                return step.rejectName(name, kind: "channel", among: RegulationGrammar.channelNames)
            }
            return DocumentSection(step, as: RegulationGrammar.channel).map { channelStep(channel, $0, scope) }
        }
    }

    private func channelStep(_ channel: ContactChannel, _ section: DocumentSection, _ scope: ConditionScope) -> ChannelStep {
        ChannelStep(
            channel: channel, tries: integerFigure(section["tries"]), spacing: periodFigure(section["spacing"]), onDifferentDays: section.flag("onDifferentDays"),
            condition: condition(section["when"], in: scope), fromNth: integerFigure(section["fromNth"]), basis: section.basis())
    }

    func ladder(_ value: DocumentValue?) -> Ladder {
        guard let value, let section = DocumentSection(value, as: RegulationGrammar.ladder) else { return Ladder() }
        return Ladder(lostAgreedBy: section["lostAgreedBy"].flatMap { source($0) }, basis: section.basis())
    }

    func sign(_ value: DocumentValue) -> SignRule? {
        guard let section = DocumentSection(value, as: RegulationGrammar.sign) else { return nil }
        let who = section["who"]?.name(in: ["followUpStaff", "customer", "resident"] + names.roles, kind: "signatory")
        let level = section["level"]?.word(in: ["login", "typedName", "drawn", "paper"]).flatMap(Signature.Level.init(rawValue:))
        guard let who, let level else { return nil }
        return SignRule(
            who: who, level: level, channels: section.items("channels").compactMap { $0.word(ContactChannel.self) }, onReceipt: section.flag("onReceipt"),
            basis: section.basis())
    }

    func review(_ value: DocumentValue) -> ReviewStep? {
        guard let section = DocumentSection(value, as: RegulationGrammar.review), let by = section["by"].flatMap({ source($0) }) else { return nil }
        return ReviewStep(
            by: by, commentRequired: section["comment"]?.word(in: ["required", "optional"]) == "required", within: periodFigure(section["within"]),
            ownWorkBy: section["ownWorkBy"].flatMap { source($0) }, basis: section.basis())
    }

    func appointment(_ value: DocumentValue) -> Appointment? {
        if value.scalar != nil { return value.word(in: ["agreed"]).map { _ in Appointment() } }
        guard let section = DocumentSection(value, as: RegulationGrammar.appointment) else { return nil }
        return Appointment(channels: section.items("channels").compactMap { $0.word(ContactChannel.self) }, basis: section.basis())
    }
}
