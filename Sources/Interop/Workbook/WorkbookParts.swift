/// Where the parts of a workbook lie (ECMA-376 part 2, relationships): their names are the writer's choice.
struct WorkbookParts {
    struct Sheet {
        var name: String
        var part: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var strings: String?
    private(set) var styles: String?
    /// Days are counted from 1904-01-01, as Excel for the Mac once did.
    private(set) var countsFrom1904 = false

    init(_ archive: ZipArchive) throws {
        let root = try Self.relations(of: "", archive)
        guard let book = root.first(where: { $0.kind == "officeDocument" })?.target ?? Self.usual(archive) else { throw WorkbookFault.otherKind }
        guard let part = try archive.part(book) else { throw WorkbookFault.otherKind }
        let workbook = WorkbookElement()
        do { try XMLScan.read(part, of: archive, to: workbook) } catch WorkbookFault.damaged where !book.hasSuffix(".xml") { throw WorkbookFault.otherKind }
        guard workbook.isWorkbook else { throw WorkbookFault.otherKind }
        let relations = try Self.relations(of: book, archive)
        countsFrom1904 = workbook.countsFrom1904
        strings = relations.first { $0.kind == "sharedStrings" }?.target
        styles = relations.first { $0.kind == "styles" }?.target
        sheets = workbook.sheets.compactMap { sheet in
            // A sheet of charts has no rows.
            let relation = relations.first { $0.id == sheet.relation && $0.kind == "worksheet" }
            return relation.map { Sheet(name: sheet.name, part: $0.target, isHidden: sheet.isHidden) }
        }
    }

    private static func usual(_ archive: ZipArchive) -> String? {
        let name = "xl/workbook.xml"
        return (try? archive.part(name)).flatMap { $0 } == nil ? nil : name
    }

    private static func relations(of part: String, _ archive: ZipArchive) throws -> [RelationElements.Relation] {
        let cut = part.lastIndex(of: "/").map(part.index(after:)) ?? part.startIndex
        let (folder, file) = (String(part[..<cut]), part[cut...])
        guard let list = try archive.part(folder + "_rels/" + file + ".rels") else { return [] }
        let elements = RelationElements(folder: folder)
        try XMLScan.read(list, of: archive, to: elements)
        return elements.relations
    }
}

/// `<Relationship Id= Type= Target=/>`
private final class RelationElements: XMLReceiver {
    struct Relation {
        var id: String
        /// The last word of the type's address, which the two editions of the standard share.
        var kind: String
        /// Name of a part, from the archive's root.
        var target: String
    }

    private(set) var relations: [Relation] = []
    private let folder: String
    var fault: WorkbookFault? { relations.count > 100_000 ? .damaged : nil }

    init(folder: String) { self.folder = folder }

    func began(_ element: XMLName, _ attributes: XMLAttributes) {
        guard element.is("Relationship"), let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"] else { return }
        relations.append(Relation(id: id, kind: String(type.split(separator: "/").last ?? ""), target: Self.resolved(target, in: folder)))
    }

    func ended(_ element: XMLName) {}
    func found(_ text: UnsafeBufferPointer<UInt8>) {}

    private static func resolved(_ target: String, in folder: String) -> String {
        var steps: [Substring] = []
        for step in (target.hasPrefix("/") ? target : folder + target).split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }
}

/// `<workbook>` with `<workbookPr date1904=/>` and `<sheet name= state= r:id=/>`.
private final class WorkbookElement: XMLReceiver {
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private(set) var isWorkbook = false
    private(set) var countsFrom1904 = false
    var fault: WorkbookFault? { sheets.count > 100_000 ? .damaged : nil }

    func began(_ element: XMLName, _ attributes: XMLAttributes) {
        if element.is("workbook") {
            isWorkbook = true
        } else if element.is("workbookPr") {
            countsFrom1904 = attributes.isOn("date1904")
        } else if element.is("sheet"), let name = attributes["name"], let id = attributes["id"] {
            sheets.append((name, id, (attributes["state"] ?? "visible") != "visible"))
        }
    }

    func ended(_ element: XMLName) {}
    func found(_ text: UnsafeBufferPointer<UInt8>) {}
}
