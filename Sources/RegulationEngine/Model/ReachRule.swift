import Domain

/// Several people of one party who must each be reached, with a contact and a record of their own: owner and user, decision maker and operator.
/// The follow-up is one: it is done when none of them is missing.
public struct ReachRule: Sendable, Hashable {
    public enum Vacant: String, Sendable, Hashable, CaseIterable {
        /// A post that nobody holds is not counted: it is enough to say so.
        case notCounted
        /// Somebody must be found for it.
        case counted
    }

    /// In the order in which they are asked for.
    public var posts: [CodeDefinition]
    public var vacant: Vacant
    public var basis: Basis

    public init(posts: [CodeDefinition], vacant: Vacant = .notCounted, basis: Basis = Basis()) {
        (self.posts, self.vacant, self.basis) = (posts, vacant, basis)
    }

    /// Code of the result that says that nobody holds the post.
    public static let vacantResult = "postVacant"

    public func title(of post: String) -> LocalizedText? { posts.first { $0.code == post }?.title }
}
