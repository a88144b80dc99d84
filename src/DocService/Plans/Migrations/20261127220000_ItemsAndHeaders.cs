using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Migrations;

[DbContext(typeof(SpotCheckDb))]
[Migration("20261127220000_ItemsAndHeaders")]
internal sealed class ItemsAndHeaders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE remembered_header (
            bureau_id text NOT NULL REFERENCES bureau (id),
            header text NOT NULL CHECK (length(header) BETWEEN 1 AND 60),
            "column" text,
            set_by text NOT NULL,
            set_at timestamptz NOT NULL,
            PRIMARY KEY (bureau_id, header)
        );
        CREATE TABLE inspection_item (
            bureau_id text NOT NULL REFERENCES bureau (id),
            number text NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
            field text NOT NULL,
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            weight text NOT NULL CHECK (weight IN ('General', 'Key')),
            objects text NOT NULL,
            basis text NOT NULL CHECK (length(basis) BETWEEN 1 AND 2000),
            method text NOT NULL,
            section text NOT NULL,
            ratio_limit text,
            times_limit int CHECK (times_limit BETWEEN 1 AND 366),
            active boolean NOT NULL,
            remark text NOT NULL,
            revision int NOT NULL,
            PRIMARY KEY (bureau_id, number)
        );
        """);
}
