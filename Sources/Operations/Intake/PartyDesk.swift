import Domain
import Interop
import SQLCore
import Storage

/// Finds or makes the party a fact is about, and keeps its contact points sealed.
struct PartyDesk {
    let premises: Premises
    let context: Context
    let session: any SQLWriting

    /// The party of the source's number; without a number, that of the same name and phone; else a new one.
    func party(_ draft: PartyDraft, in unit: UnitID) throws -> PartyID {
        let found = try known(draft)
        let id = try found?.id ?? added(draft)
        // What is told of a number that became another's says nothing of that other's name.
        if found?.isFormer != true {
            if found != nil { try rename(id, to: draft.name) }
            try PartyRows.refresh(id, name: draft.name, sex: draft.sex, bornOn: draft.bornOn, of: context.organisation, in: session)
        }
        if try PartyRows.know(id, in: unit, of: context.organisation, in: session) {
            let name = try found?.isFormer == true ? PartyRows.party(id, of: context.organisation, in: session)?.name ?? draft.name : draft.name
            try PartyGramRows.insert(NameGrams.of(name), of: id, in: [unit], context.organisation, session: session)
        }
        try draft.phones.forEach { try keep($0.number, as: .phone, kind: .phone, relation: $0.relation, of: id) }
        if let address = draft.address { try keep(address, as: .address, kind: .address, relation: "self", of: id) }
        return id
    }

    private func known(_ draft: PartyDraft) throws -> (id: PartyID, isFormer: Bool)? {
        if let number = draft.number {
            return try PartyRows.party(kind: draft.kind, number: number, of: context.organisation, in: session)
        }
        for phone in draft.phones {
            let blind = premises.secrets.blind(phone.number, as: .phone, of: context.organisation)
            if let party = try PartyRows.party(blind: blind, name: draft.name, of: context.organisation, in: session) { return party }
        }
        return nil
    }

    private func added(_ draft: PartyDraft) throws -> PartyID {
        let party = Party(
            id: premises.identifiers.next(at: context.now), kind: draft.kind, name: draft.name, number: draft.number, sex: draft.sex, bornOn: draft.bornOn)
        try PartyRows.insert(party, of: context.organisation, at: context.now, in: session)
        return party.id
    }

    /// A new name is found by its own parts, no longer by the old one's.
    private func rename(_ id: PartyID, to name: String) throws {
        guard let before = try PartyRows.party(id, of: context.organisation, in: session)?.name, before != name else { return }
        let units = try PartyRows.units(of: id, context.organisation, in: session)
        try PartyGramRows.remove(NameGrams.of(before), of: id, in: units, context.organisation, session: session)
        try PartyGramRows.insert(NameGrams.of(name), of: id, in: units, context.organisation, session: session)
    }

    /// Sealing costs more than looking: a point that is there already is left alone.
    private func keep(_ text: String, as field: DataSecrets.Field, kind: ContactPoint.Kind, relation: String, of party: PartyID) throws {
        let blind = premises.secrets.blind(text, as: field, of: context.organisation)
        if try ContactPointRows.has(blind, party, kind, of: context.organisation, in: session) { return }
        let point = ContactPointRows.Sealed(
            id: premises.identifiers.next(at: context.now), kind: kind, relation: relation,
            sealed: premises.secrets.seal(text, as: field, of: context.organisation), masked: masked(text, kind), blind: blind,
            blindTail: kind == .phone ? premises.secrets.blindTail(text, as: field, of: context.organisation) : nil)
        try ContactPointRows.keep(point, of: party, context.organisation, at: context.now, in: session)
    }

    /// Of an address everybody may see the beginning (the estate), not the door.
    private func masked(_ text: String, _ kind: ContactPoint.Kind) -> String {
        kind == .phone ? ContactPoint.mask(phone: text) : String(text.prefix(6)) + "***"
    }
}
