import Domain
import SQLCore
import Storage
import Synchronization

/// The organisation's units, people, posts and absences, kept in memory while nothing of them changes: every page and every contact asks for them.
///
/// A copy is right while `DirectoryRows.generation` stays the same as the asking session sees it, as with `EditionShelf`.
public final class DirectoryShelf: Sendable {
    private struct Copy {
        var generation: String
        var directory: StaffDirectory
    }

    private let copies = Mutex<[OrganisationID: Copy]>([:])

    public init() {}

    func directory(of organisation: OrganisationID, in session: any SQLReading) throws -> StaffDirectory {
        guard let generation = try DirectoryRows.generation(of: organisation, in: session) else {
            return try DirectoryRows.directory(of: organisation, in: session)
        }
        if let copy = copies.withLock({ $0[organisation] }), copy.generation == generation { return copy.directory }
        let directory = try DirectoryRows.directory(of: organisation, in: session)
        copies.withLock { $0[organisation] = Copy(generation: generation, directory: directory) }
        return directory
    }
}

extension Premises {
    func directory(of organisation: OrganisationID, in session: any SQLReading) throws -> StaffDirectory {
        try directories.directory(of: organisation, in: session)
    }
}
