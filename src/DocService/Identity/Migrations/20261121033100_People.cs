using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity.Migrations;

[DbContext(typeof(SpotCheckDb))]
[Migration("20261121033100_People")]
internal sealed class People : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE bureau (
            id text PRIMARY KEY CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
            name text NOT NULL UNIQUE,
            short_name text NOT NULL
        );
        CREATE TABLE department (
            id text PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            name text NOT NULL,
            kind text NOT NULL CHECK (kind IN ('Section', 'Unit')),
            UNIQUE (bureau_id, name),
            UNIQUE (id, bureau_id)
        );
        CREATE TABLE person (
            id text PRIMARY KEY,
            name text NOT NULL,
            bureau_id text NOT NULL REFERENCES bureau (id),
            department_id text NOT NULL,
            roles text[] NOT NULL CHECK (roles <@ ARRAY['Clerk', 'SectionHead', 'Witness', 'Partner', 'Auditor', 'Administrator']),
            subject text UNIQUE,
            active boolean NOT NULL,
            FOREIGN KEY (department_id, bureau_id) REFERENCES department (id, bureau_id)
        );
        """);
}
