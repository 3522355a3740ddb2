/// One row of a result, read by position from 0. It is valid only while its closure runs.
///
/// A column of another type than the one asked for is a mistake in the program, not in the data, because the
/// schema is strict: it stops a debug build, and fails the whole query with ``SQLError/Kind/misuse`` otherwise.
public protocol SQLRow {
    /// How many columns the row has.
    var count: Int { get }

    func int(_ column: Int) -> Int64
    func optionalInt(_ column: Int) -> Int64?
    func text(_ column: Int) -> String
    func optionalText(_ column: Int) -> String?
    /// A real number; a whole number is taken as one.
    func double(_ column: Int) -> Double
    func optionalDouble(_ column: Int) -> Double?
    func blob(_ column: Int) -> [UInt8]
    func optionalBlob(_ column: Int) -> [UInt8]?
    /// Truth, kept as 0 or 1.
    func bool(_ column: Int) -> Bool
    func optionalBool(_ column: Int) -> Bool?
    /// The value whatever its type is.
    func value(_ column: Int) -> SQLValue
}
