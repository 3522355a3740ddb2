import Domain
import Operations
import Phrasebook
import SQLCore

/// Premises with the places they were made of, for a command or the server.
struct House: Sendable {
    let premises: Premises
    let data: DataFolder
    let share: ShareFolder
    let phrases: PhraseCatalogues
    /// Of the packs and common catalogues.
    let findings: [Finding]
    /// What the engine finds wrong with the file; nothing when it is sound.
    let integrity: @Sendable () throws -> [String]
    /// A consistent copy into a new file while others go on writing.
    let backUp: @Sendable (String) throws -> Void

    func close() { premises.database.close() }
}
