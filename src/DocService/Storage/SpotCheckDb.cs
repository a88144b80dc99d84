using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace SpotCheck.DocService.Storage;

/// <summary>
/// The one database. Features bring their entities as <c>IEntityTypeConfiguration</c> in their own folders and ask with <c>db.Set&lt;T&gt;()</c>;
/// tables and columns are named in snake_case unless the configuration names them.
/// </summary>
internal sealed class SpotCheckDb(DbContextOptions<SpotCheckDb> options) : DbContext(options)
{
    public static DbContextOptionsBuilder<SpotCheckDb> Configure(DbContextOptionsBuilder<SpotCheckDb> builder, string connectionString)
    {
        builder.UseNpgsql(connectionString);
        Configure(builder);
        return builder;
    }

    public static void Configure(DbContextOptionsBuilder builder, NpgsqlDataSource source)
    {
        builder.UseNpgsql(source);
        Configure(builder);
    }

    // Migrations are written by hand; there is no snapshot to compare the model with.
    private static void Configure(DbContextOptionsBuilder builder) =>
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SpotCheckDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            if (entity.FindAnnotation(RelationalAnnotationNames.TableName) is null && !entity.IsOwned())
                entity.SetTableName(SnakeCase.Of(entity.ClrType.Name));
            foreach (var property in entity.GetProperties().Where(p => p.FindAnnotation(RelationalAnnotationNames.ColumnName) is null))
                property.SetColumnName(SnakeCase.Of(property.Name));
        }
    }
}
