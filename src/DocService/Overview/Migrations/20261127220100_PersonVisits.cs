using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Overview.Migrations;

[DbContext(typeof(SpotCheckDb))]
[Migration("20261127220100_PersonVisits")]
internal sealed class PersonVisits : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE person_visit (
            person_id text PRIMARY KEY REFERENCES person (id),
            seen_up_to bigint NOT NULL,
            at timestamptz NOT NULL
        );
        """);
}
