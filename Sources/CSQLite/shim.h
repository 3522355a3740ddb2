#include <sqlite3.h>

/* sqlite3_db_config takes a variable number of arguments, which Swift cannot call. This makes "x" a name and
   never a text, as in PostgreSQL; otherwise a misspelt column in double quotes silently reads as a constant. */
static inline int huiyin_sqlite3_quotes_are_names(sqlite3 *database) {
    int result = sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
    return result != SQLITE_OK ? result : sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
}
