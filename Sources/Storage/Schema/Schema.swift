import SQLCore

/// The tables of the cellar. A migration never changes once shipped; a mistake is mended by the next.
public enum Schema {
    public static let migrations: [Migration] = [
        Migration(name: "0001-organisation", statements: organisation),
        Migration(name: "0002-parties-and-facts", statements: facts),
        Migration(name: "0003-regulations", statements: regulations),
        Migration(name: "0004-follow-ups", statements: followUps),
        Migration(name: "0005-outcomes", statements: outcomes),
        Migration(name: "0006-journal") { dialect in journal + appendOnly(dialect) },
        Migration(name: "0007-reports", statements: reports),
        Migration(name: "0008-queue-indexes", statements: queueIndexes),
        Migration(name: "0009-catching-up", statements: catchingUp),
        Migration(name: "0010-draws", statements: draws),
        Migration(name: "0011-notice-indexes", statements: noticeIndexes),
        Migration(name: "0012-cohort-counts", statements: cohortCounts),
        Migration(name: "0013-messages", statements: messages),
        Migration(name: "0014-programs", statements: programs),
        Migration(name: "0015-bulk", statements: bulk),
        Migration(name: "0016-team-indexes", statements: teamIndexes),
        Migration(name: "0017-search") { dialect in search(dialect) },
        Migration(name: "0018-merges", statements: merges),
        Migration(name: "0019-webhooks", statements: webhooks),
        Migration(name: "0020-reports-circulated", statements: reportsCirculated),
        Migration(name: "0021-rounds", statements: rounds),
        Migration(name: "0022-visit-plans", statements: visitPlans),
        Migration(name: "0023-assessments", statements: assessments),
        Migration(name: "0024-target-watch", statements: targetWatch),
        Migration(name: "0025-column-mappings", statements: columnMappings),
        Migration(name: "0029-cases", statements: cases),
        Migration(name: "0033-case-access", statements: caseAccess),
        Migration(name: "0034-case-clocks-recounted", statements: caseClocksRecounted),
        Migration(name: "0035-case-presence", statements: casePresence),
        Migration(name: "0026-views", statements: views),
        Migration(name: "0026-waiting-of-a-person", statements: waitingOfAPerson),
    ]
}
