import Domain

/// The columns of a mapped table, looked up once for all rows.
struct RowColumns: Sendable {
    struct Attribute: Sendable {
        var index: Int
        var name: String
        var kind: AttributeDefinition.Kind
        var codes: CodeSpellings
        var isRequired: Bool
        /// Names the fact or its matter.
        var isKey: Bool
    }

    let occurredAt, unit, partyName, partyNumber, phone, contactPhone, contactRelation, address, sex, bornOn: Int?
    let attributes: [Attribute]
    let sexes: CodeSpellings
    /// Values that the event's alias fixes.
    let fixed: [String: AttributeValue]

    init(_ mapping: TableMapping, envelope: [AttributeDefinition]) {
        func column(_ name: String) -> Int? { mapping.column(of: .envelope(name)) }
        occurredAt = mapping.column(of: .occurredAt)
        (unit, partyName, partyNumber) = (column("unit"), column("partyName"), column("partyNumber"))
        (phone, contactPhone, contactRelation) = (column("phone"), column("contactPhone"), column("contactRelation"))
        (address, sex, bornOn) = (column("address"), column("sex"), column("bornOn"))
        sexes = CodeSpellings(envelope.first { $0.name == "sex" }?.codes ?? [])
        attributes = mapping.kind.attributes.compactMap { definition in
            mapping.column(of: .attribute(definition.name)).map { Self.attribute($0, definition, mapping.kind) }
        }
        fixed = Dictionary(
            uniqueKeysWithValues: mapping.fixed.compactMap { name, text in
                mapping.kind.attribute(name).map { (name, AttributeValue.of(text, $0)) }
            })
    }

    private static func attribute(_ index: Int, _ definition: AttributeDefinition, _ kind: EventKind) -> Attribute {
        Attribute(
            index: index, name: definition.name, kind: definition.kind, codes: CodeSpellings(definition.codes),
            isRequired: definition.isRequired || definition.name == kind.naturalKey.first,
            isKey: kind.naturalKey.contains(definition.name) || kind.matterNumber == definition.name)
    }
}
