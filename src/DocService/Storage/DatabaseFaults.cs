using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SpotCheck.DocService.Storage;

/// <summary>Database answers that are a user's doing and not a fault.</summary>
internal static class DatabaseFaults
{
    public static bool IsUniqueViolation(DbUpdateException fault) => fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
