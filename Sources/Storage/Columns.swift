import Domain
import SQLCore

extension Identifier: SQLBindable {
    public var sqlValue: SQLValue { .integer(rawValue) }
}

extension Instant: SQLBindable {
    public var sqlValue: SQLValue { .integer(milliseconds) }
}

extension LocalDay: SQLBindable {
    public var sqlValue: SQLValue { .integer(Int64(number)) }
}

extension SQLRow {
    func id<Subject>(_ column: Int) -> Identifier<Subject> { Identifier(int(column)) }
    func optionalID<Subject>(_ column: Int) -> Identifier<Subject>? { optionalInt(column).map { Identifier($0) } }
    func instant(_ column: Int) -> Instant { Instant(milliseconds: int(column)) }
    func optionalInstant(_ column: Int) -> Instant? { optionalInt(column).map { Instant(milliseconds: $0) } }
    func day(_ column: Int) -> LocalDay { LocalDay(number: Int32(int(column))) }
    func optionalDay(_ column: Int) -> LocalDay? { optionalInt(column).map { LocalDay(number: Int32($0)) } }
    func code<Code: RawRepresentable>(_ column: Int, _: Code.Type = Code.self) throws -> Code where Code.RawValue == String {
        guard let value = Code(rawValue: text(column)) else {
            throw SQLError(.corrupt, "unknown code in column \(column) for \(Code.self)")
        }
        return value
    }
}
