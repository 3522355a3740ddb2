extension Schema {
    /// Notices page by page, and those that wait, for a person and for a role in a unit.
    static let noticeIndexes = [
        "CREATE INDEX notice_mine ON notice (organisation, staff, id)",
        "CREATE INDEX notice_role ON notice (organisation, unit, role, id) WHERE staff IS NULL",
        "CREATE INDEX notice_role_unseen ON notice (organisation, role, unit, id) WHERE staff IS NULL AND seen_at IS NULL",
    ]
}
