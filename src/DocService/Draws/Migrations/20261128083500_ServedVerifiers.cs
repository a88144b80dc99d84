using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Migrations;

/// <summary>Every offline verifier this installation ever handed out, by its hash; none is changed or taken away.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261128083500_ServedVerifiers")]
internal sealed class ServedVerifierTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE served_verifier (
            sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
            page bytea NOT NULL,
            first_served_at timestamptz NOT NULL,
            CHECK (encode(sha256(page), 'hex') = sha256)
        );
        REVOKE UPDATE, DELETE ON served_verifier FROM spotcheck_service;
        """);
}
